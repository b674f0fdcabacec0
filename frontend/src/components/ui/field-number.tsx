import { NumberInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TypedProps } from './field-input'

const thousands: Record<string, string> = { en: ',', ro: '.' }

/** What is typed stays as it is while it is not a whole number yet: "12." or "-". */
function useTyping(value: TypedProps['value'], onChange: TypedProps['onChange']) {
  const [text, setText] = useState('')
  const number = typeof value === 'number' ? value : null
  return {
    value: text !== '' && meaning(text) === number ? text : (number ?? ''),
    onChange: (typed: string | number) => {
      setText(typeof typed === 'string' ? typed : '')
      onChange(typeof typed === 'number' ? typed : meaning(typed))
    },
  }
}

function meaning(text: string): number | null {
  const number = Number.parseFloat(text)
  return Number.isFinite(number) ? number : null
}

/** A number as the language writes it. */
export function NumberField({ value, onChange, ...rest }: TypedProps) {
  const language = useTranslation().i18n.language
  const typing = useTyping(value, onChange)
  return (
    <NumberInput
      {...rest}
      hideControls
      decimalSeparator={language === 'en' ? '.' : ','}
      thousandSeparator={thousands[language] ?? '\u00a0'}
      {...typing}
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
  const typing = useTyping(value, onChange)
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
      {...typing}
    />
  )
}

function decimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return Math.min(format.resolvedOptions().maximumFractionDigits ?? 2, 2)
}
