import type { crm } from '@wails/go/models'

/** A kind of step. */
export type Kind = crm.ForecastStep['kind']

/** Where a day of the forecast counts what each kind does, in the order of the bars. */
export const kinds: readonly (readonly [Kind, keyof crm.ForecastDay & string])[] = [
  ['email_client', 'emailClient'],
  ['sms_client', 'smsClient'],
  ['email_user', 'emailUser'],
  ['task_user', 'taskUser'],
  ['pdf', 'pdf'],
  ['change_card', 'changeCard'],
  ['webhook', 'webhook'],
]

/** How many steps of a kind act on a day. */
export function countOf(day: crm.ForecastDay, kind: Kind): number {
  const key = kinds.find(([k]) => k === kind)?.[1]
  return key ? Number(day[key]) : 0
}

/** How many steps act on a day. */
export function actsOf(day: crm.ForecastDay): number {
  return kinds.reduce((sum, [, key]) => sum + Number(day[key]), 0)
}

/** How many things of a day there are to look at: also what is skipped or held. */
export function allOf(day: crm.ForecastDay): number {
  return actsOf(day) + day.skipped + day.held
}

/** The parts of a day's bar, as long as their counts; those that are empty are left out. */
export type BarPart = { look: 'email' | 'sms' | 'inside' | 'out'; count: number }

/** A day's bar: to clients by channel, inside, and what isn't done. */
export function barOf(day: crm.ForecastDay): BarPart[] {
  const parts: BarPart[] = [
    { look: 'email', count: day.emailClient },
    { look: 'sms', count: day.smsClient },
    {
      look: 'inside',
      count: day.emailUser + day.taskUser + day.pdf + day.changeCard + day.webhook,
    },
    { look: 'out', count: day.skipped + day.held },
  ]
  return parts.filter((part) => part.count > 0)
}
