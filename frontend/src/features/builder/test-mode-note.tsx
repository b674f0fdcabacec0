import { Alert, Button, Group, Text } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin, useWorkspace } from '@/lib/workspace/workspace'
import { useHasEmailAccount, useHeldCount } from './api'
import classes from './builder.module.css'

/** In test mode: how many messages an active automation has written, where they are, and how to send for real. */
export function TestModeNote({ sequence }: { sequence: string }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const { testMode } = useWorkspace().workspace
  const held = useHeldCount(sequence, testMode).data
  const connected = useHasEmailAccount(testMode).data
  if (!testMode || held === undefined) return null
  return (
    <Alert
      className={classes.notice}
      data-tone="amber"
      icon={<IconFlask size={18} />}
      role="status"
    >
      <Group gap="sm" justify="space-between">
        <Text>
          {held > 0 ? t('builder.test_mode.held', { count: held }) : t('builder.test_mode.none')}
        </Text>
        <Group gap="xs">
          {held > 0 && (
            <Button
              component={Link}
              to={paths.outbox()}
              search={{ state: 'held' } as never}
              size="xs"
              variant="default"
            >
              {t('builder.test_mode.show')}
            </Button>
          )}
          {admin && (
            <Button component={Link} to={paths.settings('sending')} size="xs" variant="default">
              {t(connected ? 'builder.test_mode.end' : 'builder.test_mode.connect')}
            </Button>
          )}
        </Group>
      </Group>
    </Alert>
  )
}
