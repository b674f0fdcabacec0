import { Title, UnstyledButton } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './running.module.css'
import { type Door, isOpen, type View } from './view'

interface DaysProps {
  days: api.RunningDay[]
  view: View
  onOpen: (door: Door) => void
}

/** The steps that are pending now, by the day on which they are planned. */
export function Days({ days, view, onOpen }: DaysProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const most = Math.max(1, ...days.map((d) => d.count))
  return (
    <section aria-label={t('running.days')}>
      <Title order={2} className={classes.heading}>
        {t('running.days')}
      </Title>
      <ol className={classes.days}>
        {days.map((d) => {
          const door: Door = { state: 'waiting', day: d.day }
          const label = t('running.day_n', { count: d.count, day: format.near(d.day) })
          const kinds = d.steps
            .map((s) => `${s.position}. ${t(`kind.${s.kind}`)}: ${format.number(s.count)}`)
            .join('\n')
          return (
            <li key={d.day}>
              <UnstyledButton
                className={classes.day}
                disabled={d.count === 0}
                aria-pressed={isOpen(view, door)}
                title={kinds || label}
                onClick={() => onOpen(door)}
              >
                <span className={classes.count}>{d.count > 0 && format.number(d.count)}</span>
                <span className={classes.bar} aria-hidden>
                  <span style={{ height: `${Math.round((100 * d.count) / most)}%` }} />
                </span>
                <span className={classes.date}>{format.near(d.day)}</span>
              </UnstyledButton>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
