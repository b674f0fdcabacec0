import type { api } from '@wails/go/models'

/** How many reminders are told one by one; more are told as a number. */
const oneByOne = 2

/** What a window says about reminders that it has not told yet. */
export interface Told {
  /** Those to tell one by one. */
  each: api.ReminderRow[]
  /** How many are told as one number; 0 for none. */
  many: number
  /** All of them came while the program was off. */
  late: boolean
}

/** A reminder that is put off and comes again is another one. */
export const nameOf = (r: api.ReminderRow) => `${r.row.task.id} ${r.at}`

/**
 * What to tell of the reminders that wait. What was told in this window is not told again; what came
 * while the program was off is one number, however little it is.
 */
export function toTell(rows: api.ReminderRow[], told: ReadonlySet<string>): Told {
  const fresh = rows.filter((r) => !told.has(nameOf(r)))
  const late = fresh.filter((r) => r.late)
  const now = fresh.filter((r) => !r.late)
  if (now.length > oneByOne) return { each: [], many: fresh.length, late: false }
  return { each: now, many: late.length, late: late.length > 0 }
}
