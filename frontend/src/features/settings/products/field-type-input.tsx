import { Button, Group, Select, TextInput } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '@/lib/workspace/workspace'
import { type FieldType, fieldTypes, typeNames } from './field-types'
import { TypeChange } from './type-change'

interface FieldTypeInputProps {
  view: api.ProductView
  field: crm.Field
  onChange: (part: Partial<crm.Field>) => void
  /** The type of a saved field was changed. */
  onChanged: () => void
  error?: string
}

/** What the field holds. The type of a saved one changes with a look at its values first. */
export function FieldTypeInput({ view, field, onChange, onChanged, error }: FieldTypeInputProps) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        {field.id === '' ? (
          <TypeSelect
            value={field.type}
            onChange={(type) => onChange({ type, default: null })}
            error={error}
          />
        ) : (
          <>
            <TextInput
              flex={1}
              readOnly
              label={t('settings.type_label')}
              leftSection={picture(field.type)}
              value={t(`settings.type.${field.type}`)}
              error={error}
            />
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('settings.change_type')}
            </Button>
          </>
        )}
      </Group>
      {field.type === 'money' && (
        <CurrencySelect value={field.currency} onChange={(currency) => onChange({ currency })} />
      )}
      {changing && (
        <TypeChange
          product={view.product.id}
          field={field}
          onClose={() => setChanging(false)}
          onChanged={onChanged}
        />
      )}
    </>
  )
}

function picture(type: FieldType | '') {
  const Picture = type && fieldTypes[type]
  return Picture ? <Picture size={16} stroke={1.75} aria-hidden /> : undefined
}

interface TypeSelectProps {
  value: FieldType | ''
  onChange: (type: FieldType) => void
  label?: string
  without?: FieldType
  disabled?: boolean
  error?: string
}

/** The types of field, each with its picture. */
export function TypeSelect({ value, onChange, label, without, disabled, error }: TypeSelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      flex={1}
      label={label ?? t('settings.type_label')}
      allowDeselect={false}
      disabled={disabled}
      placeholder={t('ui.choose')}
      data={typeNames
        .filter((type) => type !== without)
        .map((type) => ({ value: type, label: t(`settings.type.${type}`) }))}
      value={value || null}
      onChange={(type) => type && onChange(type as FieldType)}
      leftSection={picture(value)}
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          {picture(option.value as FieldType)}
          {option.label}
        </Group>
      )}
      maxDropdownHeight={340}
      error={error}
    />
  )
}

/** The currency of a money field. */
export function CurrencySelect({
  value,
  onChange,
}: {
  value: string
  onChange: (currency: string) => void
}) {
  const { t, i18n } = useTranslation()
  const { currencies } = useWorkspace()
  const names = new Intl.DisplayNames(i18n.language, { type: 'currency' })
  return (
    <Select
      label={t('settings.currency')}
      searchable
      allowDeselect={false}
      data={currencies.map((code) => ({ value: code, label: `${code} – ${names.of(code)}` }))}
      value={value || null}
      onChange={(code) => code && onChange(code)}
      nothingFoundMessage={t('ui.nothing_found')}
    />
  )
}
