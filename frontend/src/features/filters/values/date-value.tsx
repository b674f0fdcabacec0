import { DateInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import dayjs from 'dayjs'
import customParseFormat from 'dayjs/plugin/customParseFormat'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import type { ValueProps } from './value-control'
import classes from './values.module.css'

dayjs.extend(customParseFormat)

const shown = 'D MMM YYYY'
// How people type a day: as it is shown, with points, slashes or dashes.
const typed = [shown, 'D.M.YYYY', 'D/M/YYYY', 'D-M-YYYY', 'YYYY-M-D', 'YYYY.M.D', 'D MMMM YYYY']

/** A day of the calendar, typed or picked. */
export function DateValue({ slot, alone, values, onChange, wrong }: ValueProps) {
  const { i18n } = useTranslation()
  return (
    <DateInput
      aria-label={say(slot.label)}
      placeholder={alone ? shownExample(i18n.language) : say(slot.label)}
      className={classes.date}
      leftSection={<IconCalendar size={16} aria-hidden />}
      value={values[0] || null}
      onChange={(day) => onChange(day ? [day.slice(0, 10)] : [])}
      valueFormat={shown}
      dateParser={(text) => parseDay(text, i18n.language)}
      allowDeselect
      error={wrong}
    />
  )
}

/** The day "2026-11-26" that a person typed in their language, null for what is none. */
export function parseDay(text: string, language: string): string | null {
  const clean = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '')
  for (const format of typed) {
    const day = dayjs(clean, format, language, true)
    if (day.isValid()) return day.format('YYYY-MM-DD')
  }
  return null
}

function shownExample(language: string): string {
  return dayjs('2026-11-26').locale(language).format(shown)
}
