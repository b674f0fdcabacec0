import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { allOf } from '../state/kinds'
import { Bar } from './bar'
import classes from './calendar.module.css'
import { useDayWords } from './use-day-words'

interface DayListProps {
  days: readonly crm.ForecastDay[]
  most: number
  chosen: string
  today: string
  onChoose: (day: string) => void
}

/** The days on which something happens, where months have no room. */
export function DayList({ days, most, chosen, today, onChoose }: DayListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const wordsOf = useDayWords()
  return (
    <ol className={classes.list} aria-label={t('forecast.calendar')}>
      {days.map((day) => (
        <li key={day.day}>
          <UnstyledButton
            className={classes.row}
            aria-pressed={day.day === chosen}
            onClick={() => onChoose(day.day)}
          >
            <VisuallyHidden>{wordsOf(day.day, day)}</VisuallyHidden>
            <span className="clip" aria-hidden>
              {day.day === today ? t('forecast.today') : format.near(day.day)}
            </span>
            <Bar day={day} most={most} />
            <b className="num" aria-hidden>
              {format.number(allOf(day))}
            </b>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  )
}
