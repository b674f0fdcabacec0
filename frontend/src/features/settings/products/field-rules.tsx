import { SegmentedControl, Select, Stack, Text } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { FieldInput, type FieldValue } from '@/components/ui/field-input'

interface FieldRequiredProps {
  view: api.ProductView
  value: string
  onChange: (status: string) => void
  error?: string
}

/** From which status on a card needs a value. */
export function FieldRequired({ view, value, onChange, error }: FieldRequiredProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('settings.required_from')}
      description={t('settings.required_words')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={t('settings.never_required')}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.clear') }}
      data={view.statuses.map((s) => ({ value: s.id, label: s.name }))}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      error={error}
    />
  )
}

interface FieldDefaultProps {
  field: crm.Field
  onChange: (value: FieldValue) => void
  error?: string
}

const today = 'today'

/** What a new card has in the field. A date may be the day on which the card is made. */
export function FieldDefault({ field, onChange, error }: FieldDefaultProps) {
  const { t } = useTranslation()
  if (field.type === 'file') return null
  // Only choices that are saved can be a default.
  const choices = field.choices.filter((c) => c.id)
  const input = (
    <FieldInput
      bare={field.type === 'date'}
      field={{ ...field, help: '', choices }}
      label={t('settings.default')}
      value={field.default}
      onChange={onChange}
      error={error}
    />
  )
  if (field.type !== 'date') return input
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('settings.default')}
      </Text>
      <SegmentedControl
        aria-label={t('settings.default')}
        w="fit-content"
        data={[
          { value: 'day', label: t('settings.default_day') },
          { value: today, label: t('settings.default_today') },
        ]}
        value={field.default === today ? today : 'day'}
        onChange={(v) => onChange(v === today ? today : null)}
      />
      {field.default !== today && input}
    </Stack>
  )
}
