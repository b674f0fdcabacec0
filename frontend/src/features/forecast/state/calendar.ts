import type { crm } from '@wails/go/models'
import { allOf } from './kinds'

/** One day of the calendar. */
export interface Cell {
  day: string
  /** The day's number in its month. */
  number: number
  weekend: boolean
  /** What is celebrated, "" on other days. */
  holiday: string
  /** Before the forecast begins or after it ends. */
  outside: boolean
  /** What happens, if something does. */
  counts: crm.ForecastDay | undefined
}

/** A month of the calendar: its weeks that are looked at, from Monday to Sunday; null where it has no day. */
export interface Month {
  /** "2026-11" */
  key: string
  weeks: (Cell | null)[][]
}

const long = 86_400_000

const utc = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** The calendar day so many days later. */
export function plusDays(day: string, days: number): string {
  return new Date(utc(day) + days * long).toISOString().slice(0, 10)
}

/** The same day of another month, or its last one. */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10)
}

/** 0 on Mondays, 6 on Sundays. */
export function weekdayOf(day: string): number {
  return (new Date(utc(day)).getUTCDay() + 6) % 7
}

interface Span {
  from: string
  until: string
  days: readonly crm.ForecastDay[]
  holidays: ReadonlyMap<string, string>
}

/** The months from the first to the last day, each with all its days. */
export function monthsOf({ from, until, days, holidays }: Span): Month[] {
  const byDay = new Map(days.map((d) => [d.day, d]))
  const months: Month[] = []
  for (let day = `${from.slice(0, 7)}-01`; day <= until; day = plusMonths(day, 1)) {
    const key = day.slice(0, 7)
    const cells: (Cell | null)[] = Array.from({ length: weekdayOf(day) }, () => null)
    for (let d = day; d.startsWith(key); d = plusDays(d, 1)) {
      cells.push({
        day: d,
        number: Number(d.slice(8)),
        weekend: weekdayOf(d) > 4,
        holiday: holidays.get(d) ?? '',
        outside: d < from || d > until,
        counts: byDay.get(d),
      })
    }
    while (cells.length % 7 > 0) cells.push(null)
    months.push({ key, weeks: chunks(cells).filter((week) => week.some((c) => c && !c.outside)) })
  }
  return months
}

function chunks<T>(cells: T[]): T[][] {
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(7 * i, 7 * i + 7))
}

/** The day that a key leads to from another one, kept between the first and the last. */
export function dayByKey(day: string, key: string, from: string, until: string): string | null {
  const to = step(day, key)
  if (to === null) return null
  return to < from ? from : to > until ? until : to
}

function step(day: string, key: string): string | null {
  switch (key) {
    case 'ArrowLeft':
      return plusDays(day, -1)
    case 'ArrowRight':
      return plusDays(day, 1)
    case 'ArrowUp':
      return plusDays(day, -7)
    case 'ArrowDown':
      return plusDays(day, 7)
    case 'Home':
      return plusDays(day, -weekdayOf(day))
    case 'End':
      return plusDays(day, 6 - weekdayOf(day))
    case 'PageUp':
      return plusMonths(day, -1)
    case 'PageDown':
      return plusMonths(day, 1)
    default:
      return null
  }
}

/** How long a day's bar is beside the fullest day's, between 0 and 1; a little always shows. */
export function lengthOf(count: number, most: number): number {
  return most === 0 || count === 0 ? 0 : Math.max(0.12, Math.sqrt(count / most))
}

/** The fullest day. */
export function mostOf(days: readonly crm.ForecastDay[]): number {
  return days.reduce((most, day) => Math.max(most, allOf(day)), 0)
}
