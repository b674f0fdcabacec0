import { SimpleGrid, Text, Textarea, TextInput, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'

interface BusinessFieldsProps {
  draft: api.SaveWorkspaceIn
  change: (part: Partial<api.SaveWorkspaceIn>) => void
  problems: Problem[]
}

const lines = [
  { key: 'phone', word: 'phone' },
  { key: 'email', word: 'email' },
  { key: 'website', word: 'website' },
  { key: 'reviewLink', word: 'review_link', explained: true },
  { key: 'link', word: 'link', explained: true },
] as const

/** What templates say of the business: address, phone, links. */
export function BusinessFields({ draft, change, problems }: BusinessFieldsProps) {
  const { t } = useTranslation()
  return (
    <section>
      <Title order={2}>{t('settings.contact_title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('settings.contact_words', { sample: '{{workspace.phone}}' })}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Textarea
          label={t('settings.address')}
          autosize
          minRows={2}
          maxRows={5}
          value={draft.address}
          onChange={(e) => change({ address: e.currentTarget.value })}
          error={fieldError(problems, 'address')}
        />
        {lines.map(({ key, word, ...line }) => (
          <TextInput
            key={key}
            label={t(`settings.${word}`)}
            description={'explained' in line ? t(`settings.${word}_words`) : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft[key]}
            onChange={(e) => change({ [key]: e.currentTarget.value })}
            error={fieldError(problems, key)}
          />
        ))}
      </SimpleGrid>
    </section>
  )
}
