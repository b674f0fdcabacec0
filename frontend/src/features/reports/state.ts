import type { api } from '@wails/go/models'
import { z } from 'zod'

/** The periods of a report in days; "all" is 0 for the backend. */
export const periods = ['30', '90', '365', 'all'] as const
export type Period = (typeof periods)[number]

/** What the address keeps of a report. (A search of 30 is parsed as a number.) */
export const viewSchema = z.object({
  period: z.preprocess((v) => String(v ?? ''), z.enum(periods)).catch('90'),
})

/** The days of a period; 0 for all. */
export function daysOf(period: Period): number {
  return period === 'all' ? 0 : Number(period)
}

/** A share as a whole percentage, or with one digit where it is small. */
export function percent(share: number, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'percent',
    maximumFractionDigits: share < 0.1 && share > 0 ? 1 : 0,
  }).format(share)
}

/** A difference with its sign: "+9.9", "−13". */
export function signed(n: number, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    signDisplay: 'exceptZero',
    maximumFractionDigits: 1,
  })
    .format(n)
    .replace('-', '−')
}

/** The outcomes of steps as they are drawn, in this order. */
export const outcomes = ['done', 'skipped', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

/** How many passages came to the end of a step. */
export function over(step: Record<Outcome, number>): number {
  return step.done + step.skipped + step.failed
}

/** Whether nothing at all was done in the period. */
export function isEmpty(report: api.SequenceReport): boolean {
  return report.entered === 0 && report.steps.every((s) => over(s) + s.held + s.waiting === 0)
}
