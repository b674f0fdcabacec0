import { Button, Group, PasswordInput, Text, TextInput } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import type { MailboxDraft } from './draft'

interface MailboxLoginProps {
  draft: MailboxDraft
  change: (part: Partial<MailboxDraft>) => void
  set: (part: Partial<crm.MailboxSettings>) => void
  problems: Problem[]
}

/** User and password of a mailbox. A saved password is never shown: it is kept, or replaced. */
export function MailboxLogin({ draft, change, set, problems }: MailboxLoginProps) {
  const { t } = useTranslation()
  const wrong = fieldError(problems, 'secret')
  return (
    <>
      <TextInput
        label={t('mailbox.user')}
        required
        autoComplete="off"
        value={draft.settings.user}
        onChange={(e) => set({ user: e.currentTarget.value })}
        error={fieldError(problems, 'settings.user')}
      />
      {draft.hasSecret && !draft.newSecret ? (
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            <IconLock size={14} aria-hidden /> {t('settings.secret_kept')}
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => change({ newSecret: true })}>
            {t('settings.secret_new')}
          </Button>
          {wrong && (
            <Text size="xs" c="var(--mantine-color-error)">
              {wrong}
            </Text>
          )}
        </Group>
      ) : (
        <PasswordInput
          label={t('mailbox.password')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('settings.secret_show') }}
          value={draft.secret}
          onChange={(e) => change({ secret: e.currentTarget.value, newSecret: true })}
          error={wrong}
        />
      )}
    </>
  )
}
