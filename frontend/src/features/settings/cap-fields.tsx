import { NumberInput, SimpleGrid, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'

interface Props {
  draft: api.SaveWorkspaceIn
  change: (part: Partial<api.SaveWorkspaceIn>) => void
  problems: Problem[]
}

/** How many automatic messages one person gets at most. */
export function CapFields({ draft, change, problems }: Props) {
  const { t } = useTranslation()
  return (
    <div>
      <Title order={2}>{t('settings.caps')}</Title>
      <Text c="dimmed" size="sm" mb="sm">
        {t('settings.caps_words')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {(['capDay', 'capWeek'] as const).map((key) => (
          <NumberInput
            key={key}
            label={t(`settings.${key === 'capDay' ? 'cap_day' : 'cap_week'}`)}
            min={0}
            max={100}
            allowDecimal={false}
            value={draft[key] || ''}
            placeholder={t('account.rate_none')}
            onChange={(v) => change({ [key]: Number(v) || 0 })}
            error={fieldError(problems, key)}
          />
        ))}
      </SimpleGrid>
    </div>
  )
}
