import { Chip, Group } from '@mantine/core'
import type { store } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './outbox.module.css'

interface ReasonChipsProps {
  reasons: store.ReasonCount[]
  /** A reason, "-" for none, "" for whatever it is. */
  value: string
  onChange: (reason: string) => void
}

/** Why the messages of a state stand there, each with its number; choosing one shows only those. */
export function ReasonChips({ reasons, value, onChange }: ReasonChipsProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  if (reasons.length < 2 && value === '') return null
  return (
    <Group gap={8} className={classes.reasons} role="group" aria-label={t('outbox.by_reason')}>
      {reasons.map(({ reason, count }) => {
        const key = reason || '-'
        const name = reason ? t(`reason.${reason}`) : t('outbox.no_reason')
        return (
          <Chip
            key={key}
            size="xs"
            checked={value === key}
            onChange={(on) => onChange(on ? key : '')}
          >
            {name} <span className="num">{number(count)}</span>
          </Chip>
        )
      })}
    </Group>
  )
}
