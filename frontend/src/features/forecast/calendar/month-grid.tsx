import { useMemo } from 'react'
import { useFormat } from '@/lib/format/use-format'
import type { Month } from '../state/calendar'
import classes from './calendar.module.css'
import { DayCell, type DayCellProps } from './day-cell'

interface MonthGridProps extends Pick<DayCellProps, 'most' | 'onChoose' | 'onFocus'> {
  month: Month
  chosen: string
  today: string
  /** The one day that Tab leads to. */
  focusable: string
}

// Any Monday.
const monday = Date.UTC(2026, 0, 5)

/** One month, a week in each row. */
export function MonthGrid({ month, chosen, today, focusable, ...rest }: MonthGridProps) {
  const { language } = useFormat()
  const locale = language === 'en' ? 'en-GB' : language
  const title = useMemo(
    () =>
      new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        Date.parse(`${month.key}-01T00:00:00Z`),
      ),
    [locale, month.key],
  )
  const weekdays = useMemo(() => {
    const name = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
    return Array.from({ length: 7 }, (_, i) => name.format(monday + i * 86_400_000))
  }, [locale])
  return (
    <fieldset className={classes.month}>
      <legend>{title}</legend>
      <div className={classes.weekdays} aria-hidden>
        {weekdays.map((name, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place
          <span key={i}>{name}</span>
        ))}
      </div>
      <div className={classes.days}>
        {month.weeks.flat().map((cell, i) =>
          cell ? (
            <DayCell
              key={cell.day}
              cell={cell}
              chosen={cell.day === chosen}
              today={cell.day === today}
              focusable={cell.day === focusable}
              {...rest}
            />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is its place
            <span key={i} />
          ),
        )}
      </div>
    </fieldset>
  )
}
