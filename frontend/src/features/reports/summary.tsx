import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './report.module.css'

/** The cards that entered, and how their passages ended. */
export function Summary({ report }: { report: api.SequenceReport }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const numbers = [
    ['entered', report.entered],
    ['completed', report.completed],
    ['left', report.left],
    ['stopped', report.stopped],
  ] as const
  return (
    <dl className={classes.summary} aria-label={t('reports.summary')}>
      {numbers.map(([name, n]) => (
        <div key={name}>
          <dt>{t(`reports.${name}`)}</dt>
          <dd>{number(n)}</dd>
        </div>
      ))}
    </dl>
  )
}
