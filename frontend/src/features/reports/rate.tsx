import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './report.module.css'
import { percent } from './state'

/** How many of how many, and within what the true share lies; what can't be said yet is said. */
export function Rate({ rate }: { rate: api.ReportRate | undefined }) {
  const { t, i18n } = useTranslation()
  const { number } = useFormat()
  if (!rate) return <span aria-hidden>–</span>
  const share = (n: number) => percent(n, i18n.language)
  return (
    <span className={classes.rate}>
      <span>{t('reports.of', { reached: number(rate.reached), of: number(rate.of) })}</span>
      {rate.of > 0 && (
        <span className={classes.dim}>
          {t('reports.within', {
            rate: share(rate.rate),
            low: share(rate.low),
            high: share(rate.high),
          })}
        </span>
      )}
      {rate.open > 0 && (
        <span className={classes.dim}>{t('reports.open', { count: rate.open })}</span>
      )}
      {rate.unknown > 0 && (
        <span className={classes.dim}>{t('reports.unknown', { count: rate.unknown })}</span>
      )}
    </span>
  )
}
