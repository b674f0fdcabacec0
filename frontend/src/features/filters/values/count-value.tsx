import { NumberInput, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import type { ValueProps } from './value-control'
import classes from './values.module.css'

/** A number of days or hours. */
export function CountValue({ slot, values, onChange, wrong }: ValueProps) {
  const { t } = useTranslation()
  const unit = slot.kind === 'hours' ? 'hours' : 'days'
  return (
    <div className={classes.count}>
      <NumberInput
        aria-label={say(slot.label)}
        className={classes.counter}
        value={values[0] ?? ''}
        onChange={(n) => onChange(n === '' ? [] : [String(n)])}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        min={slot.least}
        max={slot.most}
        error={wrong}
      />
      <Text span size="sm" c="dimmed" aria-hidden>
        {t(`filters.unit.${unit}`, { count: Number(values[0] ?? 2) })}
      </Text>
    </div>
  )
}
