import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CardsDoor } from './cards-door'
import classes from './report.module.css'

/** The cards that entered, and how their passages ended. */
export function Summary({ report }: { report: api.SequenceReport }) {
  const { t } = useTranslation()
  const numbers = [
    ['entered', report.entered, 'all'],
    ['completed', report.completed, 'completed'],
    ['left', report.left, 'left'],
    ['stopped', report.stopped, 'stopped'],
  ] as const
  return (
    <dl className={classes.summary} aria-label={t('reports.summary')}>
      {numbers.map(([name, n, state]) => (
        <div key={name}>
          <dt>{t(`reports.${name}`)}</dt>
          <dd>
            <CardsDoor
              sequence={report.sequence}
              count={n}
              state={state}
              what={t(`reports.${name}`)}
            />
          </dd>
        </div>
      ))}
    </dl>
  )
}
