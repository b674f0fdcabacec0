import { Button, Group, Menu, Text } from '@mantine/core'
import { IconCalendarTime, IconCheck, IconUser, IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '@/lib/workspace/workspace'
import { SnoozeMenu } from './snooze-menu'
import classes from './tasks.module.css'
import type { TaskActions } from './use-task-actions'

interface ChosenBarProps {
  rows: api.TaskRow[]
  done: boolean
  days: api.TaskDays
  actions: TaskActions
  onClear: () => void
}

/** What can be done with all chosen tasks at once. */
export function ChosenBar({ rows, done, days, actions, onClear }: ChosenBarProps) {
  const { t } = useTranslation()
  const { users } = useWorkspace()
  const then = (work: Promise<void>) => void work.then(onClear)
  const people = [
    ...users.filter((u) => u.active).map((u) => ({ id: u.id, name: u.name })),
    { id: '', name: t('tasks.nobody') },
  ]
  return (
    <section className={classes.chosen} aria-label={t('tasks.chosen', { count: rows.length })}>
      <Text fw={600} size="sm">
        {t('tasks.chosen', { count: rows.length })}
      </Text>
      <Group gap={6}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCheck size={14} />}
          onClick={() => then(actions.mark(rows, !done))}
        >
          {t(done ? 'tasks.do_reopen' : 'tasks.do_done')}
        </Button>
        <SnoozeMenu days={days} onPick={(due) => then(actions.putOff(rows, due))}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconCalendarTime size={14} />}
            disabled={done}
          >
            {t('tasks.snooze')}
          </Button>
        </SnoozeMenu>
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconUser size={14} />}>
              {t('tasks.do_give')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {people.map((u) => (
              <Menu.Item key={u.id} onClick={() => then(actions.give(rows, u))}>
                {u.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconX size={14} />}
          onClick={onClear}
        >
          {t('tasks.choose_none')}
        </Button>
      </Group>
    </section>
  )
}
