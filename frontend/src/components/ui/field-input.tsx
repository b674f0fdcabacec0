import { NumberInput, Select, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import type { crm } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A custom field's value; null: not set. */
export type FieldValue = string | number | boolean | null

interface FieldInputProps {
  field: crm.Field
  value: FieldValue
  onChange: (value: FieldValue) => void
  error?: ReactNode
  /** Instead of the field's own name. */
  label?: ReactNode
}

/** The right input for a custom field's type. Emptying it means "not set". */
export function FieldInput({ field, value, onChange, error, label = field.name }: FieldInputProps) {
  const { t } = useTranslation()
  const shared = { label, error, placeholder: t('ui.not_set') }
  switch (field.type) {
    case 'number':
      return <NumberField {...shared} value={value} onChange={onChange} />
    case 'date':
      return <DateField {...shared} value={value} onChange={onChange} />
    case 'yesno':
      return (
        <Select
          {...shared}
          clearable
          data={[
            { value: 'yes', label: t('common.yes') },
            { value: 'no', label: t('common.no') },
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : null}
          onChange={(v) => onChange(v === null ? null : v === 'yes')}
        />
      )
    case 'choice':
      return (
        <Select
          {...shared}
          clearable
          searchable={field.choices.length > 8}
          data={field.choices.map((c) => ({ value: c.id, label: c.name }))}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      )
    default:
      return (
        <TextInput
          {...shared}
          value={typeof value === 'string' ? value : ''}
          onChange={(e) => onChange(e.currentTarget.value || null)}
        />
      )
  }
}

interface TypedProps {
  label: ReactNode
  error?: ReactNode
  placeholder: string
  value: FieldValue
  onChange: (value: FieldValue) => void
}

/** A number as the language writes it. */
export function NumberField({ value, onChange, ...rest }: TypedProps) {
  const language = useTranslation().i18n.language
  return (
    <NumberInput
      {...rest}
      hideControls
      decimalSeparator={language === 'en' ? '.' : ','}
      thousandSeparator={{ en: ',', ro: '.' }[language] ?? '\u00a0'}
      value={typeof value === 'number' ? value : ''}
      onChange={(v) => onChange(typeof v === 'number' ? v : null)}
    />
  )
}

const dateFormats: Record<string, string> = { ro: 'DD.MM.YYYY', hu: 'YYYY.MM.DD.' }

/** A calendar day. */
export function DateField({ value, onChange, ...rest }: TypedProps) {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  return (
    <DateInput
      {...rest}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      valueFormat={dateFormats[language] ?? 'D MMM YYYY'}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
    />
  )
}
