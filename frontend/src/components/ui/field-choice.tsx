import { Input, MultiSelect, SegmentedControl, Select } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import type { TypedProps } from './field-input'

/** Yes, no, or neither. */
export function YesNoField({ value, onChange, ...props }: TypedProps) {
  const { t } = useTranslation()
  const { 'aria-label': name, placeholder, autoFocus, ...wrapper } = props
  return (
    <Input.Wrapper {...wrapper} labelElement="div">
      <SegmentedControl
        aria-label={name ?? (typeof wrapper.label === 'string' ? wrapper.label : undefined)}
        display="flex"
        w="fit-content"
        data={[
          { value: '', label: placeholder ?? t('ui.not_set') },
          { value: 'yes', label: t('common.yes') },
          { value: 'no', label: t('common.no') },
        ]}
        value={value === true ? 'yes' : value === false ? 'no' : ''}
        onChange={(v) => onChange(v === '' ? null : v === 'yes')}
      />
    </Input.Wrapper>
  )
}

interface ChoiceProps extends TypedProps {
  choices: crm.Choice[]
}

// With more than these, one types to find.
const few = 8

/** One of the choices. */
export function ChoiceField({ choices, value, onChange, ...rest }: ChoiceProps) {
  const { t } = useTranslation()
  return (
    <Select
      {...rest}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      searchable={choices.length > few}
      nothingFoundMessage={t('ui.nothing_found')}
      data={choices.map((c) => ({ value: c.id, label: c.name }))}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
    />
  )
}

/** Several of the choices. */
export function ChoicesField({ choices, value, onChange, placeholder, ...rest }: ChoiceProps) {
  const { t } = useTranslation()
  const chosen = Array.isArray(value) ? value : []
  return (
    <MultiSelect
      {...rest}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      searchable={choices.length > few}
      nothingFoundMessage={t('ui.nothing_found')}
      hidePickedOptions
      placeholder={chosen.length === 0 ? placeholder : undefined}
      data={choices.map((c) => ({ value: c.id, label: c.name }))}
      value={chosen}
      onChange={(ids) => onChange(ids.length > 0 ? ids : null)}
    />
  )
}
