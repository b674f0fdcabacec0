import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'

dayjs.extend(customParseFormat)

// How people type a day: with points, slashes or dashes, or with the month's name.
const typed = [
  'D MMM YYYY',
  'D.M.YYYY',
  'D/M/YYYY',
  'D-M-YYYY',
  'YYYY-M-D',
  'YYYY.M.D',
  'D MMMM YYYY',
]

/** The day "2026-11-26" that a person typed in their language, null for what is none. */
export function parseDay(text: string, language: string): string | null {
  const clean = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\. (?=\d)/g, '.')
    .replace(/\.$/, '')
    .replace(/\b0(?=\d)/g, '')
  for (const format of typed) {
    const day = dayjs(clean, format, language, true)
    if (day.isValid()) return day.format('YYYY-MM-DD')
  }
  return null
}
