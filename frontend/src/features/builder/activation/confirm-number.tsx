import { NumberInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './activation.module.css'

interface ConfirmNumberProps {
  day: api.ClientDay
  typed: number | string
  onChange: (typed: number | string) => void
}

/** A large first day is typed before it is done. */
export function ConfirmNumber({ day, typed, onChange }: ConfirmNumberProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={classes.confirm}>
      <IconAlertTriangle size={18} aria-hidden />
      <NumberInput
        label={t('activation.confirm', { count: day.count, day: format.near(day.day) })}
        value={typed}
        onChange={onChange}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        maw={420}
        styles={{ input: { maxWidth: 140 } }}
        error={typed !== '' && typed !== day.count ? t('activation.confirm_differs') : undefined}
      />
    </div>
  )
}
