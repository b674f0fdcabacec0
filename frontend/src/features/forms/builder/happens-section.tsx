import { Radio, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { StatusMark } from '@/components/ui/status-name'
import { useProduct } from '@/lib/workspace/workspace'
import type { Settings } from '../state/draft'
import { OwnerFields } from './owner-fields'
import type { SectionProps } from './section-props'

const duplicates: Settings['duplicates'][] = ['update', 'new', 'refuse']

/** What a form that was sent in makes: which status, whose card, and what if they are there already. */
export function HappensSection(p: SectionProps) {
  const { settings, problems, readOnly, onChange } = p
  const { t } = useTranslation()
  const { statuses } = useProduct()
  const [first] = statuses
  const shown = statuses.find((s) => s.id === settings.status) ?? first
  return (
    <>
      <Select
        label={t('form.status')}
        data={[
          { value: '', label: t('form.status_first', { name: first?.name ?? '' }) },
          ...statuses.map((s) => ({ value: s.id, label: s.name })),
        ]}
        value={settings.status}
        onChange={(status) => onChange({ status: status ?? '' })}
        leftSection={shown && <StatusMark status={shown} />}
        allowDeselect={false}
        error={fieldError(problems, 'status')}
        readOnly={readOnly}
      />
      <OwnerFields {...p} />
      <Radio.Group
        label={t('form.duplicates')}
        description={t('form.duplicates_help')}
        value={settings.duplicates}
        onChange={(way) => !readOnly && onChange({ duplicates: way as Settings['duplicates'] })}
        error={fieldError(problems, 'duplicates')}
      >
        <Stack gap={10} mt={8}>
          {duplicates.map((way) => (
            <Radio
              key={way}
              value={way}
              label={t(`form.duplicate.${way}`)}
              description={t(`form.duplicate_help.${way}`)}
              disabled={readOnly}
            />
          ))}
        </Stack>
      </Radio.Group>
    </>
  )
}
