import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { toApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'

interface ErrorBoxProps {
  error: unknown
  /** Asks again; without it there is no button. */
  onRetry?: () => void
}

/** What went wrong, in the backend's words, with its problems and the reference for the log. */
export function ErrorBox({ error, onRetry }: ErrorBoxProps) {
  const { t } = useTranslation()
  if (!error) return null
  const e = toApiError(error)
  return (
    <Alert color="red" variant="outline" icon={<IconAlertTriangle size={18} />} role="alert">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Text>{say(e)}</Text>
          {e.problems.map((p) => (
            <Text key={p.path + p.key} size="sm" c="dimmed">
              {say(p)}
            </Text>
          ))}
        </div>
        {onRetry && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} />}
            onClick={onRetry}
          >
            {t('common.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
