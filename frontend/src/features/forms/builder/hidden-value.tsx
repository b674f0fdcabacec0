import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Target } from '../targets'

interface HiddenValueProps {
  target: Target | undefined
  value: string
  onChange: (value: string) => void
  error: string | undefined
  readOnly: boolean
}

/** The value that a hidden field always has: chosen where there is a list, else typed as a visitor would. */
export function HiddenValue({ target, value, onChange, error, readOnly }: HiddenValueProps) {
  const { t } = useTranslation()
  const shared = { label: t('form.field.value'), error, readOnly }
  const names = target?.choices ?? []
  if (target?.type === 'choice') {
    return (
      <Select {...shared} data={names} value={value || null} onChange={(v) => onChange(v ?? '')} />
    )
  }
  if (target?.type === 'choices' || target?.type === 'tags') {
    return (
      <MultiSelect
        {...shared}
        data={names}
        value={partsOf(value)}
        onChange={(chosen) => onChange(chosen.join(', '))}
        hidePickedOptions
        nothingFoundMessage={t('ui.nothing_found')}
      />
    )
  }
  if (target?.type === 'yesno') {
    return (
      <Select
        {...shared}
        data={[t('common.yes'), t('common.no')]}
        value={value || null}
        onChange={(v) => onChange(v ?? '')}
      />
    )
  }
  return <TextInput {...shared} value={value} onChange={(e) => onChange(e.currentTarget.value)} />
}

function partsOf(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}
