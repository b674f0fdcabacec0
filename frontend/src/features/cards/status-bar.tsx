import { useTranslation } from 'react-i18next'
import { StatusMark } from '@/components/ui/status-name'
import { useFormat } from '@/lib/format/use-format'
import { useProduct } from '@/lib/workspace/workspace'
import classes from './status-bar.module.css'

interface StatusBarProps {
  value: string
  since?: number
  busy?: boolean
  onChange: (status: string) => void
}

/** The statuses of the product as a bar of steps; a click moves the card. */
export function StatusBar({ value, since, busy, onChange }: StatusBarProps) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  const format = useFormat()
  return (
    <div className={classes.root}>
      <fieldset className={classes.bar} aria-label={t('cards.column.status')} disabled={busy}>
        {statuses.map((s) => (
          <button
            key={s.id}
            type="button"
            className={classes.step}
            aria-pressed={s.id === value}
            onClick={() => s.id !== value && onChange(s.id)}
          >
            <StatusMark status={s} />
            <span className="clip">{s.name}</span>
          </button>
        ))}
      </fieldset>
      {since ? (
        <span className={classes.since}>{t('cards.since', { day: format.day(since) })}</span>
      ) : null}
    </div>
  )
}
