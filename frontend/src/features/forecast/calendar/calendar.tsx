import type { api, crm } from '@wails/go/models'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '@/lib/format/format'
import { useFormat } from '@/lib/format/use-format'
import { dayByKey, monthsOf, mostOf } from '../state/calendar'
import classes from './calendar.module.css'
import { DayList } from './day-list'
import { Legend } from './legend'
import { MonthGrid } from './month-grid'

interface CalendarProps {
  out: api.ForecastOut
  scope: crm.ForecastScope
  /** The day that the table is narrowed to; "": none. */
  day: string
  onDay: (day: string) => void
}

/** The days with their bars: months where there is room for them, else a list. */
export function Calendar({ out, scope, day, onDay }: CalendarProps) {
  const { t } = useTranslation()
  const { zone, today } = useFormat()
  const from = dayOf(out.from, zone)
  const until = dayOf(out.until, zone)
  const days = scope.days
  const months = useMemo(() => {
    const holidays = new Map(out.holidays.map((h) => [h.day, h.name]))
    return monthsOf({ from, until, days, holidays })
  }, [from, until, days, out.holidays])
  const most = useMemo(() => mostOf(days), [days])
  const [at, setAt] = useState(day || days[0]?.day || from)
  const root = useRef<HTMLElement>(null)
  const inside = at < from || at > until ? from : at
  const onKeyDown = (e: KeyboardEvent) => {
    const to = dayByKey(inside, e.key, from, until)
    if (to === null) return
    e.preventDefault()
    setAt(to)
    root.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus()
  }
  const choose = (next: string) => onDay(next === day ? '' : next)
  return (
    <section ref={root} className={classes.calendar} aria-label={t('forecast.calendar')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the days inside take the keys */}
      <div className={classes.months} onKeyDown={onKeyDown}>
        {months.map((month) => (
          <MonthGrid
            key={month.key}
            month={month}
            most={most}
            chosen={day}
            today={today}
            focusable={inside}
            onFocus={setAt}
            onChoose={choose}
          />
        ))}
      </div>
      <DayList days={days} most={most} chosen={day} today={today} onChoose={choose} />
      <Legend />
    </section>
  )
}
