import { formatNumber } from '../i18n/format'

/** How a reader sees moments and numbers: their language, the workspace's time zone. */
export interface Reader {
  language: string
  zone: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(reader: Reader, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${reader.language}|${reader.zone}|${name}`
  let f = formats.get(key)
  if (!f) {
    f = new Intl.DateTimeFormat(locale(reader.language), {
      timeZone: reader.zone || 'UTC',
      ...options,
    })
    formats.set(key, f)
  }
  return f
}

// British English: day before month, 24 hours, like the other two.
function locale(language: string): string {
  return language === 'en' ? 'en-GB' : language
}

/** "26 Nov 2026" */
export function formatDay(ms: number, reader: Reader): string {
  return dateFormat(reader, 'day', { day: 'numeric', month: 'short', year: 'numeric' }).format(ms)
}

/** "Thu 26 Nov": within half a year of now, the year is left out. */
export function formatNearDay(ms: number, now: number, reader: Reader): string {
  if (Math.abs(ms - now) > 180 * 86_400_000) return formatDay(ms, reader)
  return dateFormat(reader, 'near', { weekday: 'short', day: 'numeric', month: 'short' }).format(ms)
}

/** "09:00" */
export function formatTime(ms: number, reader: Reader): string {
  return dateFormat(reader, 'time', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms)
}

/** "Thu 26 Nov, 09:00" */
export function formatMoment(ms: number, now: number, reader: Reader): string {
  return `${formatNearDay(ms, now, reader)}, ${formatTime(ms, reader)}`
}

/** The whole moment with its zone, for a tooltip: "Thursday 26 November 2026 at 09:00 EET". */
export function formatFully(ms: number, reader: Reader): string {
  return dateFormat(reader, 'full', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(ms)
}

/** The calendar day "2026-11-26" that the zone shows at a moment. */
export function dayOf(ms: number, zone: string): string {
  const parts = dateFormat({ language: 'en', zone }, 'iso', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .formatToParts(ms)
    .reduce<Record<string, string>>((all, p) => Object.assign(all, { [p.type]: p.value }), {})
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** Whole calendar days from one day to another, both "2026-11-26". */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** A calendar day "2026-11-26" in words, "Thu 26 Nov 2026"; the zone does not matter. */
export function formatDate(day: string, language: string): string {
  const ms = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(ms)) return day
  return dateFormat({ language, zone: 'UTC' }, 'date', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(ms)
}

/** "in 12 min", "yesterday", "3 weeks ago": the coarsest unit that still says something. */
export function formatRelative(ms: number, now: number, reader: Reader): string {
  const f = new Intl.RelativeTimeFormat(locale(reader.language), {
    numeric: 'auto',
    style: 'short',
  })
  const seconds = (ms - now) / 1000
  const size = Math.abs(seconds)
  if (size < 45) return f.format(0, 'second')
  if (size < 3600) return f.format(away(seconds / 60), 'minute')
  const days = daysBetween(dayOf(now, reader.zone), dayOf(ms, reader.zone))
  if (size < 86_400 && (days === 0 || size < 6 * 3600))
    return f.format(away(seconds / 3600), 'hour')
  if (Math.abs(days) < 14) return f.format(days, 'day')
  if (Math.abs(days) < 60) return f.format(away(days / 7), 'week')
  if (Math.abs(days) < 700) return f.format(away(days / 30.44), 'month')
  return f.format(away(days / 365.25), 'year')
}

function away(n: number): number {
  const rounded = Math.round(n)
  return rounded === 0 ? Math.sign(n) : rounded
}

/** "0.06 EUR" as the language writes money. */
export function formatMoney(n: number, currency: string, language: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${formatNumber(n, language)} ${currency}`.trim()
  return new Intl.NumberFormat(locale(language), {
    style: 'currency',
    currency,
    maximumFractionDigits: 4,
  }).format(n)
}
