import { Textarea, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { AddressField } from './field-address'
import { ChoiceField, ChoicesField, YesNoField } from './field-choice'
import { DateField, DateTimeField } from './field-date'
import { MoneyField, NumberField } from './field-number'
import { FileSlot } from './file-slot'

/** A custom field's value as the API has it; null: not set. */
export type FieldValue = string | number | boolean | string[] | null

export interface FieldInputProps {
  field: crm.Field
  value: FieldValue
  onChange: (value: FieldValue) => void
  error?: ReactNode
  /** Instead of the field's own name. */
  label?: ReactNode
  /** The card's status needs a value: shows the mark. */
  required?: boolean
  /** In a row or on a board: no label and no help, the field's name for screen readers. */
  bare?: boolean
  autoFocus?: boolean
}

/** What every typed input is given. */
export interface TypedProps {
  label?: ReactNode
  'aria-label'?: string
  description?: ReactNode
  inputWrapperOrder?: ('label' | 'input' | 'description' | 'error')[]
  error?: ReactNode
  placeholder?: string
  withAsterisk?: boolean
  autoFocus?: boolean
  value: FieldValue
  onChange: (value: FieldValue) => void
}

/** The right input for a custom field's type. Emptying it means "not set". */
export function FieldInput(props: FieldInputProps) {
  const { t } = useTranslation()
  const { field, value, onChange, error, required, bare, autoFocus } = props
  const { Input: FileInput } = useContext(FileSlot) ?? {}
  const typed: TypedProps = {
    label: bare ? undefined : (props.label ?? field.name),
    'aria-label': bare ? field.name : undefined,
    description: bare ? undefined : field.help || undefined,
    inputWrapperOrder: ['label', 'input', 'description', 'error'],
    error,
    placeholder: t('ui.not_set'),
    withAsterisk: required,
    autoFocus,
    value,
    onChange,
  }
  switch (field.type) {
    case 'number':
      return <NumberField {...typed} />
    case 'money':
      return <MoneyField {...typed} currency={field.currency} />
    case 'date':
      return <DateField {...typed} />
    case 'datetime':
      return <DateTimeField {...typed} />
    case 'yesno':
      return <YesNoField {...typed} />
    case 'choice':
      return <ChoiceField {...typed} choices={field.choices} />
    case 'choices':
      return <ChoicesField {...typed} choices={field.choices} />
    case 'link':
    case 'phone':
    case 'email':
      return <AddressField {...typed} kind={field.type} />
    case 'longtext':
      return (
        <Textarea
          {...typed}
          autosize
          minRows={bare ? 1 : 2}
          maxRows={12}
          value={typeof value === 'string' ? value : ''}
          onChange={(e) => onChange(e.currentTarget.value || null)}
        />
      )
    case 'file':
      return FileInput ? (
        <FileInput
          field={field}
          label={props.label ?? field.name}
          error={error}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      ) : null
    default:
      return (
        <TextInput
          {...typed}
          value={typeof value === 'string' ? value : ''}
          onChange={(e) => onChange(e.currentTarget.value || null)}
        />
      )
  }
}
