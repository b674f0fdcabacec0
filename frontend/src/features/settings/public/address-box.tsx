import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconCircleCheck, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError } from '@/components/ui/problems'
import { Say } from '@/components/ui/say'
import type { Problem } from '@/lib/api/client'
import { useTryPublic } from './api'

interface AddressBoxProps {
  data: api.PublicSideOut
  base: string
  /** Something isn't saved yet: what is tried is what is saved. */
  dirty: boolean
  onChange: (base: string) => void
  problems: Problem[]
}

/** The address that stands in messages, and whether it leads here. */
export function AddressBox({ data, base, dirty, onChange, problems }: AddressBoxProps) {
  const { t } = useTranslation()
  const tried = useTryPublic()
  const proposed = base === '' ? data.state.addresses[0] : undefined
  const result = dirty ? undefined : tried.data
  return (
    <section>
      <Group align="flex-start" gap="sm" wrap="wrap">
        <TextInput
          style={{ flex: '1 1 300px' }}
          label={t('public.base')}
          description={t('public.base_words')}
          placeholder="https://"
          type="url"
          inputMode="url"
          value={base}
          onChange={(e) => onChange(e.currentTarget.value)}
          error={fieldError(problems, 'base')}
        />
      </Group>
      <Group gap="sm" mt="xs">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          disabled={dirty || data.base === ''}
          loading={tried.isPending}
          onClick={() => tried.mutate()}
        >
          {t('public.try')}
        </Button>
        {proposed && (
          <Button variant="subtle" onClick={() => onChange(proposed)}>
            {t('public.use_address', { address: proposed })}
          </Button>
        )}
      </Group>
      {result && (
        <Text
          role="status"
          mt="xs"
          size="sm"
          c={result.ok ? 'var(--tone-green)' : 'var(--tone-red)'}
          fw={500}
        >
          <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
            {result.ok ? <IconCircleCheck size={16} /> : <IconPlugConnectedX size={16} />}
            <Say of={result.say} />
          </Group>
        </Text>
      )}
      <ErrorBox error={tried.error} />
    </section>
  )
}
