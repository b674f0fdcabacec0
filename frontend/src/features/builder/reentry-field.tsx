import { Group, NumberInput, Select, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { errorOf } from './field-errors'
import { fieldLook } from './read-only'
import type { SettingsPanelProps } from './settings-panel'
import type { Settings } from './state/draft'
import { useDateFields } from './use-fields'

const policies: crm.Sequence['reentry'][] = ['once', 'each', 'after_days', 'each_date']

/** When a card starts again. */
export function ReentryField(p: SettingsPanelProps) {
  const { t } = useTranslation()
  const { settings, readOnly, problems, onChange } = p
  const dates = useDateFields()
  const offered = policies.filter(
    (value) => value !== 'each_date' || dates.length > 0 || settings.reentry === value,
  )
  const choose = (value: string | null) => {
    const reentry = value as Settings['reentry']
    // One field to choose from is chosen.
    const [only] = dates.length === 1 ? dates : []
    const reentryDate = reentry === 'each_date' ? settings.reentryDate || (only?.id ?? '') : ''
    onChange({
      reentry,
      reentryDate,
      ...(reentry === 'after_days' && settings.reentryDays < 1 && { reentryDays: 30 }),
    })
  }
  return (
    <div>
      <Select
        label={t('builder.settings.reentry')}
        data={offered.map((value) => ({ value, label: t(`builder.reentry.${value}`) }))}
        value={settings.reentry}
        onChange={choose}
        allowDeselect={false}
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'reentry')}
      />
      {settings.reentry === 'after_days' && <DaysField {...p} />}
      {settings.reentry === 'each_date' && (
        <Select
          mt={6}
          aria-label={t('builder.settings.reentry_date')}
          placeholder={t('builder.settings.reentry_date_choose')}
          description={t('builder.settings.reentry_date_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={dates.map(({ id, name }) => ({ value: id, label: name }))}
          value={settings.reentryDate || null}
          onChange={(reentryDate) => onChange({ reentryDate: reentryDate ?? '' })}
          allowDeselect={false}
          {...fieldLook(readOnly)}
          error={errorOf(problems, 'reentryDate')}
        />
      )}
    </div>
  )
}

function DaysField({ settings, readOnly, problems, onChange }: SettingsPanelProps) {
  const { t } = useTranslation()
  return (
    <Group gap="xs" mt={6}>
      <NumberInput
        w={84}
        aria-label={t('builder.settings.reentry_days')}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        value={settings.reentryDays}
        onChange={(days) => onChange({ reentryDays: typeof days === 'number' ? days : 0 })}
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'reentryDays')}
      />
      <Text size="sm" c="dimmed">
        {t('builder.settings.reentry_days')}
      </Text>
    </Group>
  )
}
