import type { filter } from '@wails/go/models'
import { isTwin, operatorOf, optionsOf, type Row, several } from './form'

/** The value by which a subject is chosen. */
export function subjectKey(subject: Pick<filter.Subject, 'subject' | 'field'>): string {
  return subject.field ? `${subject.subject}:${subject.field}` : subject.subject
}

/** A row about another subject, with its first operator. */
export function withSubject(row: Row, subject: filter.Subject): Row {
  const first = subject.ops[0]
  if (row.subject === subject.subject && row.field === subject.field) return row
  const blank = { ...row, subject: subject.subject, field: subject.field, op: '', values: [] }
  return first ? { ...blank, op: first.op, values: begin(first.slots, [], [], subject) } : blank
}

/** A row with another operator; values stay where a slot of their kind is left. */
export function withOperator(row: Row, op: string, subjects: filter.Subject[]): Row {
  const old = operatorOf(row, subjects)
  const subject = subjects.find((s) => s.subject === row.subject && s.field === row.field)
  const next = subject?.ops.find((o) => o.op === op)
  if (!subject || !next) return row
  const twin = old && isTwin(old, row.op) && next.orNotSet !== ''
  return {
    ...row,
    op: twin ? next.orNotSet : next.op,
    values: begin(next.slots, old?.slots ?? [], row.values, subject),
  }
}

/** A row whose negative operator also takes what is not set, or no longer does. */
export function withOrNotSet(row: Row, on: boolean, subjects: filter.Subject[]): Row {
  const operator = operatorOf(row, subjects)
  if (!operator?.orNotSet) return row
  return { ...row, op: on ? operator.orNotSet : operator.op }
}

/** A row with other values in one of its slots. */
export function withValues(row: Row, slot: number, values: string[]): Row {
  const next = Array.from({ length: Math.max(row.values.length, slot + 1) }, (_, i) =>
    i === slot ? values : (row.values[i] ?? []),
  )
  return { ...row, values: next }
}

// What the slots of a new operator begin with: the old values of their kind, in
// order; yes or no is always one of the two.
function begin(
  slots: filter.Slot[],
  oldSlots: filter.Slot[],
  old: string[][],
  subject: filter.Subject,
): string[][] {
  const used = new Set<number>()
  return slots.map((slot) => {
    const from = oldSlots.findIndex((o, i) => o.kind === slot.kind && !used.has(i))
    if (from >= 0) {
      used.add(from)
      const values = old[from] ?? []
      return several(slot) ? values : values.slice(0, 1)
    }
    const first = optionsOf(slot, subject)[0]
    return slot.kind === 'yesno' && first ? [first.value] : []
  })
}
