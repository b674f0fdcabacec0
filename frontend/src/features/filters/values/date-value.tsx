import { DateInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { dayFormat } from '@/components/ui/field-date'
import { parseDay } from '@/lib/format/parse-day'
import { say } from '@/lib/i18n/say'
import type { ValueProps } from './value-control'
import classes from './values.module.css'

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
      valueFormat={dayFormat(i18n.language)}
      dateParser={(text) => parseDay(text, i18n.language)}
      allowDeselect
      error={wrong}
    />
  )
}

function shownExample(language: string): string {
  return dayjs('2026-11-26').locale(language).format(dayFormat(language))
}
