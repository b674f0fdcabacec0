import { ActionIcon, Checkbox, Tooltip } from '@mantine/core'
import { IconCalendarTime, IconCircle, IconCircleCheck, IconPencil } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { SnoozeMenu } from './snooze-menu'
import { TaskFacts, TaskWhat } from './task-facts'
import classes from './tasks.module.css'
import type { TaskActions } from './use-task-actions'
import { type Chosen, toggled } from './use-task-keys'

interface TaskRowProps {
  row: api.TaskRow
  days: api.TaskDays
  actions: TaskActions
  chosen?: Chosen
  /** The one row of the list that Tab reaches. */
  reachable: boolean
  onFocus: () => void
}

/** One task: done, what, on which card, when, who, and what can be done with it. */
export function TaskRow({ row, days, actions, chosen, reachable, onFocus }: TaskRowProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const { task } = row
  const { title } = task
  const done = task.done > 0
  const Mark = done ? IconCircleCheck : IconCircle
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no row
    <div
      className={classes.row}
      data-task={task.id}
      data-chosen={chosen?.ids.has(task.id) || undefined}
      role="group"
      tabIndex={reachable ? 0 : -1}
      onFocus={onFocus}
      aria-label={title}
    >
      {chosen && (
        <Checkbox
          size="xs"
          className={classes.choose}
          checked={chosen.ids.has(task.id)}
          onChange={() => chosen.onChange(toggled(chosen.ids, task.id))}
          aria-label={t('tasks.choose', { title })}
        />
      )}
      <Tooltip label={t(done ? 'tasks.do_reopen' : 'tasks.do_done')}>
        <ActionIcon
          className={classes.mark}
          data-done={done || undefined}
          onClick={() => void actions.mark([row], !done)}
          aria-label={t(done ? 'tasks.reopen' : 'tasks.mark', { title })}
        >
          <Mark size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <TaskWhat row={row} />
      <TaskFacts row={row} />
      <div className={classes.buttons}>
        {!done && (
          <SnoozeMenu days={days} onPick={(due) => void actions.putOff([row], due)}>
            <ActionIcon aria-label={t('tasks.snooze_of', { title })}>
              <IconCalendarTime size={16} />
            </ActionIcon>
          </SnoozeMenu>
        )}
        <ActionIcon
          aria-label={t('tasks.edit', { title })}
          onClick={() => open({ kind: 'task', card: task.card, task })}
        >
          <IconPencil size={16} />
        </ActionIcon>
      </div>
    </div>
  )
}
