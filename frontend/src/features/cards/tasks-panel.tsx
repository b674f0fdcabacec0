import { Button, Checkbox, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toast, toastError } from '@/components/ui/toast'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useFormat } from '@/lib/format/use-format'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useCardActions } from './api'
import classes from './cards.module.css'

/** The open tasks on the card, the next one first. */
export function TasksPanel({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const open = view.tasks.filter((task) => !task.done).sort((a, b) => a.due.localeCompare(b.due))
  const drawer = useOpenDrawer()
  return (
    <div className={classes.panel}>
      <div className={classes.panelHead}>
        <Title order={2} className={classes.heading}>
          {t('cards.tasks')}
        </Title>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => drawer({ kind: 'task', card: view.card.id })}
        >
          {t('cards.add_task')}
        </Button>
      </div>
      {open.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('cards.no_tasks')}
        </Text>
      )}
      {open.map((task) => (
        <OpenTask key={task.id} task={task} card={view.card.id} />
      ))}
    </div>
  )
}

function OpenTask({ task, card }: { task: crm.Task; card: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { users } = useWorkspace()
  const { taskDone } = useCardActions(card)
  const late = task.due !== '' && task.due < format.today
  // A done task leaves the panel, and with it the callbacks of a mutation.
  const mark = (done: boolean) => taskDone.mutateAsync({ id: task.id, done })
  const done = () =>
    mark(true).then(
      () =>
        toast({
          title: t('cards.task_done', { title: task.title }),
          action: { label: t('common.undo'), run: () => void mark(false).catch(toastError) },
        }),
      toastError,
    )
  return (
    <div className={classes.box}>
      <Checkbox
        label={task.title}
        checked={taskDone.isPending}
        disabled={taskDone.isPending}
        onChange={() => void done()}
      />
      <Text size="sm" c={late ? 'var(--tone-red)' : 'dimmed'} pl={28}>
        {late && `${t('cards.overdue')} · `}
        {task.due ? format.date(task.due) : t('cards.no_due')}
        {' · '}
        {users.find((u) => u.id === task.assignee)?.name ?? t('cards.nobody')}
      </Text>
      {task.note && (
        <Text size="sm" pl={28}>
          {task.note}
        </Text>
      )}
    </div>
  )
}
