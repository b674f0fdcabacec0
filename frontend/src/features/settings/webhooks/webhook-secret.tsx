import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { SideDrawer } from '@/components/ui/side-drawer'
import { CopyButton } from '../sign-in/copy-button'

interface WebhookSecretProps {
  made: api.WebhookView
  onClose: () => void
}

/** The secret that the other program checks signatures with: it is seen once. */
export function WebhookSecret({ made, onClose }: WebhookSecretProps) {
  const { t } = useTranslation()
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={made.webhook.name}
      footer={<Button onClick={onClose}>{t('webhook.kept')}</Button>}
    >
      <Stack gap="md">
        <Alert color="blue" icon={<IconAlertTriangle size={18} />} title={t('webhook.once')}>
          {t('webhook.once_words')}
        </Alert>
        <TextInput
          label={t('webhook.secret')}
          readOnly
          value={made.secret}
          ff="monospace"
          onFocus={(e) => e.currentTarget.select()}
        />
        <div>
          <CopyButton text={made.secret} lead />
        </div>
        <Text size="sm" c="dimmed">
          {t('webhook.signed')}
        </Text>
      </Stack>
    </SideDrawer>
  )
}
