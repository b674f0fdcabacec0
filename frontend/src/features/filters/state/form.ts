import type { filter } from '@wails/go/models'

/** The two lists that the editor leads with: the keys of their branches. */
export type List = 'required' | 'optional'

/** One condition while it is edited. */
export interface Row {
  /** Its name on the screen; stays the same while the row lives. */
  key: string
  subject: string
  field: string
  op: string
  /** The values of each slot of its operator. */
  values: string[][]
}

/** Conditions and groups of which all or any hold: one of the two lists, or a group in them. */
export interface Branch {
  key: string
  any: boolean
  rows: Row[]
  groups: Branch[]
}

/** A filter while it is edited. */
export interface Form {
  name: string
  required: Branch
  optional: Branch
}

/** A new row, about nothing yet. */
export function emptyRow(key: string): Row {
  return { key, subject: '', field: '', op: '', values: [] }
}

/** One of the two lists. */
export function listOf(key: List, rows: Row[] = [], groups: Branch[] = []): Branch {
  return { key, any: key === 'optional', rows, groups }
}

/** What a row is about; undefined for a new row, and where the subject is gone. */
export function subjectOf(row: Row, subjects: filter.Subject[]): filter.Subject | undefined {
  return subjects.find((s) => s.subject === row.subject && s.field === row.field)
}

/** The operator of a row, also where its twin "… or is not set" was chosen. */
export function operatorOf(row: Row, subjects: filter.Subject[]): filter.Operator | undefined {
  return subjectOf(row, subjects)?.ops.find((o) => o.op === row.op || isTwin(o, row.op))
}

/** Whether an op is the twin of an operator that also takes what is not set. */
export function isTwin(operator: filter.Operator, op: string): boolean {
  return operator.orNotSet !== '' && operator.orNotSet === op
}

/** What can be chosen in a slot: its own options, else its subject's; none where values are typed. */
export function optionsOf(slot: filter.Slot, subject: filter.Subject): filter.Option[] {
  return slot.options.length > 0 ? slot.options : subject.options
}

/** Gives each slot its values: those for one value one, the one for several the rest. */
export function splitValues(slots: filter.Slot[], values: string[]): string[][] {
  if (slots.length === 0) return values.length > 0 ? [values] : []
  const fixed = slots.reduce((n, s) => n + (several(s) ? 0 : 1), 0)
  let spare = Math.max(0, values.length - fixed)
  let at = 0
  const split = slots.map((slot) => {
    const take = several(slot) ? spare : 1
    if (several(slot)) spare = 0
    at += take
    return values.slice(at - take, at)
  })
  if (at < values.length) split.push(values.slice(at))
  return split
}

/** The values of all slots in a line; a slot for one value that has none keeps its place. */
export function joinValues(slots: filter.Slot[], values: string[][]): string[] {
  const known = slots.flatMap((slot, i) => {
    const mine = values[i] ?? []
    return several(slot) ? mine : [mine[0] ?? '']
  })
  return [...known, ...values.slice(slots.length).flat()]
}

/** Whether a slot takes more than one value. */
export function several(slot: filter.Slot): boolean {
  return slot.max > slot.min
}

/** Whether a row still waits for a choice or a value: it is not counted yet. */
export function unfinished(row: Row, subjects: filter.Subject[]): boolean {
  if (!row.subject) return true
  const operator = operatorOf(row, subjects)
  if (!operator) return false // broken: the backend says how
  return operator.slots.some((slot, i) => {
    const given = (row.values[i] ?? []).filter((v) => v.trim() !== '')
    return given.length < slot.min
  })
}
