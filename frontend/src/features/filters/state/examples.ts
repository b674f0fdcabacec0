import type { crm, filter } from '@wails/go/models'
import { emptyRow, type Row, unfinished } from './form'

/** A filter that many begin with: the key of its words, and its required conditions. */
export interface Example {
  key: 'new' | 'waiting' | 'no_task' | 'won' | 'lost' | 'silent' | 'unreachable' | 'date'
  /** The name of the field that it is about. */
  field: string
  rows: Row[]
}

const most = 6

/** The examples that a product can have: its statuses and fields decide. */
export function examplesOf(subjects: filter.Subject[], statuses: crm.Status[]): Example[] {
  const of = (group: string) => statuses.filter((s) => s.group === group).map((s) => s.id)
  const [open, won, lost] = [of('open'), of('won'), of('lost')]
  const date = subjects.find((s) => s.ops.some((o) => o.op === 'within_next_days'))
  const about = (key: Example['key'], ...rows: Row[]): Example => ({ key, field: '', rows })
  const all: Example[] = [
    about('new', ask('created', 'in_last_days', ['7'])),
    about('waiting', ask('status', 'stayed_at_least_days', open.slice(-2, -1), ['3'])),
    about('no_task', ask('status', 'is', open), ask('tasks', 'has_no_open')),
    about('won', ask('status', 'entered', won)),
    about('lost', ask('status', 'stayed_at_least_days', lost, ['60'])),
    {
      key: 'date',
      field: String(date?.label.args?.name ?? ''),
      rows: [{ ...ask('field', 'within_next_days', ['7']), field: date?.field ?? '' }],
    },
    about('silent', ask('messages', 'not_sent_in_last_days', [], ['90'])),
    about('unreachable', ask('contact', 'has_no_email'), ask('contact', 'has_no_phone')),
  ]
  return all.filter(({ rows }) => rows.every((row) => asked(row, subjects))).slice(0, most)
}

function ask(subject: string, op: string, ...values: string[][]): Row {
  return { ...emptyRow(''), subject, op, values }
}

function asked(row: Row, subjects: filter.Subject[]): boolean {
  const subject = subjects.find((s) => s.subject === row.subject && s.field === row.field)
  return Boolean(subject?.ops.some((o) => o.op === row.op)) && !unfinished(row, subjects)
}
