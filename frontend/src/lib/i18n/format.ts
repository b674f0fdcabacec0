// How numbers, dates and moments are written. package words of the backend has
// the same rules; src/locales/fixture.json holds both to them.

export type Words = (key: string) => string

const groupSeparators: Record<string, string> = { en: ',', ro: '.', hu: '\u00a0' }

export function formatNumber(value: number, language: string): string {
  const parts = new Intl.NumberFormat(language, {
    useGrouping: 'always',
    maximumFractionDigits: 3,
    signDisplay: 'negative',
  }).formatToParts(value)
  return parts.map((p) => (p.type === 'group' ? groupSeparators[language] : p.value)).join('')
}

const whole = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits === 0

/** Money with its currency's code behind it: "1,234.50 EUR". */
export function formatAmount(units: number, currency: string, language: string): string {
  const digits = /^[A-Z]{3}$/.test(currency) && whole(currency) ? 0 : 2
  const parts = new Intl.NumberFormat(language, {
    useGrouping: 'always',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  }).formatToParts(units)
  const text = parts.map((p) => (p.type === 'group' ? groupSeparators[language] : p.value))
  return `${text.join('')}\u00a0${currency}`
}

function fill(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/\{\{(\w+)\}\}/g, (found, name: string) => values[name] ?? found)
}

function day(year: number, month: number, dayOfMonth: number, words: Words): string {
  return fill(words('format.date'), {
    day: String(dayOfMonth),
    month: words(`format.month.${month}`),
    year: String(year),
  })
}

/** "2026-11-26" as a day in words; what is no date stays as it is. */
export function formatDate(date: string, words: Words): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  return match ? day(Number(match[1]), Number(match[2]), Number(match[3]), words) : date
}

/** A moment (Unix milliseconds) as day and time on the clock of a zone. */
export function formatInstant(milliseconds: number, zone: string, words: Words): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(milliseconds)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((p) => p.type === type)?.value ?? ''
  return fill(words('format.moment'), {
    date: day(Number(part('year')), Number(part('month')), Number(part('day')), words),
    time: `${part('hour')}:${part('minute')}`,
  })
}
