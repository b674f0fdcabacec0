import { NumberInput, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TypedProps } from './field-input'

const thousands: Record<string, string> = { en: ',', ro: '.' }

/** A number as the language writes it. */
export function NumberField({ value, onChange, ...rest }: TypedProps) {
  const language = useTranslation().i18n.language
  return (
    <NumberInput
      {...rest}
      hideControls
      decimalSeparator={language === 'en' ? '.' : ','}
      thousandSeparator={thousands[language] ?? '\u00a0'}
      value={typeof value === 'number' ? value : ''}
      onChange={(v) => onChange(typeof v === 'number' ? v : null)}
    />
  )
}

/** An amount with its currency behind it. */
export function MoneyField({
  currency,
  value,
  onChange,
  ...rest
}: TypedProps & { currency: string }) {
  const language = useTranslation().i18n.language
  return (
    <NumberInput
      {...rest}
      hideControls
      decimalSeparator={language === 'en' ? '.' : ','}
      thousandSeparator={thousands[language] ?? '\u00a0'}
      decimalScale={decimals(currency)}
      rightSection={
        <Text size="sm" c="dimmed" span>
          {currency}
        </Text>
      }
      rightSectionWidth={52}
      rightSectionPointerEvents="none"
      value={typeof value === 'number' ? value : ''}
      onChange={(v) => onChange(typeof v === 'number' ? v : null)}
    />
  )
}

function decimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return Math.min(format.resolvedOptions().maximumFractionDigits ?? 2, 2)
}
