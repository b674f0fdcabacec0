import { Anchor, Button, Group, Menu, Text } from '@mantine/core'
import { IconBellOff, IconCheck, IconClock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { useSeeReminders } from './api'
import classes from './tasks.module.css'
import { useTaskActions } from './use-task-actions'

const later = ['m10', 'h1', 'tomorrow'] as const

interface ReminderRowProps {
  reminder: api.ReminderRow
  /** It led elsewhere. */
  onLeave: () => void
}

/** One reminder, and what to do with it. */
export function ReminderRow({ reminder, onLeave }: ReminderRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const open = useOpenDrawer()
  const actions = useTaskActions()
  const seer = useSeeReminders()
  const { row, at, late } = reminder
  const { task } = row
  const see = (until: api.SeeRemindersIn['until']) =>
    seer.mutate({ ids: [task.id], until }, { onError: toastError })
  const when = [format.near(task.due), task.clock].filter(Boolean).join(', ')
  return (
    <li className={classes.reminder}>
      <Anchor
        component="button"
        type="button"
        fw={600}
        ta="start"
        c="var(--mantine-color-text)"
        onClick={() => open({ kind: 'task', card: task.card, task })}
      >
        {task.title}
      </Anchor>
      <Text size="sm" c="dimmed" component="div">
        <Anchor
          component={Link}
          to={paths.card(row.product, task.card)}
          size="sm"
          underline="always"
          onClick={onLeave}
        >
          {row.cardName}
        </Anchor>{' '}
        · <span data-overdue={row.overdue || undefined}>{when}</span> · {format.relative(at)}
        {late && `, ${t('tasks.reminder_late')}`}
      </Text>
      <Group gap={6} mt={6}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCheck size={14} />}
          onClick={() => void actions.mark([row], true)}
        >
          {t('tasks.reminder_done')}
        </Button>
        <Menu>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconClock size={14} />}
              disabled={seer.isPending}
            >
              {t('tasks.reminder_later')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {later.map((until) => (
              <Menu.Item key={until} onClick={() => see(until)}>
                {t(`tasks.until.${until}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconBellOff size={14} />}
          disabled={seer.isPending}
          onClick={() => see('')}
        >
          {t('tasks.reminder_see')}
        </Button>
      </Group>
    </li>
  )
}
