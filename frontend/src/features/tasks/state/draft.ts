import type { crm } from '@wails/go/models'

/** A new task on a card; without one the form asks for it. */
export function newTask(card: string, assignee: string, due: string): crm.Task {
  return {
    id: '',
    card,
    type: 'todo',
    title: '',
    note: '',
    assignee,
    due,
    clock: '',
    done: 0,
    doneBy: '',
    created: 0,
    sequence: '',
    planned: 0,
    priority: '',
    remind: '',
    remindAt: 0,
    reminded: 0,
    seen: 0,
    series: '',
    occurrence: 0,
  }
}

/** The weekday of a day, 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}

/** The rule that a form begins with when a unit is chosen: what is most often meant. */
export function newRule(unit: crm.Recurrence['unit'], due: string): crm.Recurrence {
  return {
    every: 1,
    unit,
    weekdays: unit === 'weeks' && due ? [weekdayOf(due)] : [],
    monthDay: unit === 'months' && due ? Number(due.slice(8)) : 0,
    workday: false,
    schedule: false,
    until: '',
    times: 0,
  }
}

/** A rule with a weekday more or less; the last one stays, or the rule would name no day. */
export function withWeekday(rule: crm.Recurrence, day: number): crm.Recurrence {
  const on = rule.weekdays.includes(day)
  const weekdays = on ? rule.weekdays.filter((d) => d !== day) : [...rule.weekdays, day].sort()
  return weekdays.length > 0 ? { ...rule, weekdays } : rule
}

/** How a rule ends. */
export type End = 'never' | 'until' | 'times'

export const endOf = (rule: crm.Recurrence): End =>
  rule.times > 0 ? 'times' : rule.until ? 'until' : 'never'

/** A rule with another kind of end. */
export function withEnd(rule: crm.Recurrence, end: End, due: string): crm.Recurrence {
  return { ...rule, times: end === 'times' ? 10 : 0, until: end === 'until' ? due : '' }
}
