import { Button, Group, PasswordInput, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AccountDraft } from './state/account'

interface SecretInputProps {
  label: string
  draft: AccountDraft
  change: (part: Partial<AccountDraft>) => void
  error?: string
}

/** A password or token. A saved one is never shown: it is kept, or replaced. */
export function SecretInput({ label, draft, change, error }: SecretInputProps) {
  const { t } = useTranslation()
  if (draft.hasSecret && !draft.newSecret) {
    return (
      <div>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            <IconLock size={14} aria-hidden /> {t('settings.secret_kept')}
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => change({ newSecret: true })}>
            {t('settings.secret_new')}
          </Button>
        </Group>
        {error && (
          <Text size="xs" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
      </div>
    )
  }
  return (
    <PasswordInput
      label={label}
      description={t('settings.secret_words')}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('settings.secret_show') }}
      value={draft.secret}
      onChange={(e) => change({ secret: e.currentTarget.value, newSecret: true })}
      error={error}
    />
  )
}
