import { Alert, Button, Group, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './forecast.module.css'
import type { Changed } from './use-changed'

interface StaleNoteProps {
  changed: Changed
  onAgain: () => void
}

/** Something has changed since the forecast was made. */
export function StaleNote({ changed, onAgain }: StaleNoteProps) {
  const { t } = useTranslation()
  if (!changed) return null
  return (
    <Alert
      className={classes.notice}
      data-tone={changed === 'plan' ? 'amber' : undefined}
      role="status"
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t(`forecast.changed.${changed}`)}</Text>
        <Button
          size="compact-sm"
          variant={changed === 'plan' ? 'filled' : 'default'}
          leftSection={<IconRefresh size={14} />}
          onClick={onAgain}
        >
          {t('forecast.again')}
        </Button>
      </Group>
    </Alert>
  )
}
