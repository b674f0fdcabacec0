import { Group, NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { useWorkspace } from '@/lib/workspace/workspace'
import type { AccountFormProps } from './smtp-form'

/** Who sends through an account, and how much it lets through. */
export function AccountShare({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const people = useWorkspace().users.filter((u) => u.active || u.id === draft.owner)
  return (
    <>
      {draft.kind === 'smtp' && (
        <Select
          label={t('account.owner')}
          description={t('account.owner_words')}
          allowDeselect={false}
          data={[
            { value: '', label: t('account.owner_all') },
            ...people.map((u) => ({ value: u.id, label: u.name })),
          ]}
          value={draft.owner}
          onChange={(v) => change({ owner: v ?? '' })}
          error={fieldError(problems, 'owner')}
        />
      )}
      <Group grow gap="xs" align="flex-start">
        {(['perMinute', 'perDay'] as const).map((key) => (
          <NumberInput
            key={key}
            label={t(`account.${key}`)}
            description={t('account.rate_words')}
            hideControls
            allowDecimal={false}
            allowNegative={false}
            placeholder={t('account.rate_none')}
            value={draft[key] || ''}
            onChange={(v) => change({ [key]: Number(v) || 0 })}
            error={fieldError(problems, key)}
          />
        ))}
      </Group>
    </>
  )
}
