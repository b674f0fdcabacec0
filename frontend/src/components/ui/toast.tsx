import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { toApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { words } from '@/lib/i18n/setup'

interface Toast {
  title: string
  children?: ReactNode
  /** One way on from here: undo, open. */
  action?: { label: string; run: () => void }
}

/** Says that something was done, at the bottom, and offers to undo it. */
export function toast({ title, children, action }: Toast) {
  // Alone, the words and the way on stand in one line.
  const alone = Boolean(action) && !children
  const id = notifications.show({
    title: alone ? undefined : title,
    message: (
      <Group gap="sm" justify="space-between" wrap={alone ? 'nowrap' : undefined}>
        {alone ? <Text fw={550}>{title}</Text> : <div>{children}</div>}
        {action && (
          <Button
            size="compact-sm"
            variant="light"
            flex="none"
            onClick={() => {
              notifications.hide(id)
              action.run()
            }}
          >
            {action.label}
          </Button>
        )}
      </Group>
    ),
    icon: <IconCheck size={16} />,
    color: 'green.9',
    autoClose: action ? 10_000 : 5_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': words.t('common.close') },
  })
  return id
}

/** Says that something failed, in the backend's words. */
export function toastError(error: unknown) {
  const e = toApiError(error)
  notifications.show({
    title: say(e),
    message: e.problems.map((p) => (
      <Text key={p.path + p.key} size="sm">
        {say(p)}
      </Text>
    )),
    icon: <IconAlertTriangle size={16} />,
    color: 'red.9',
    autoClose: 10_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': words.t('common.close') },
  })
}
