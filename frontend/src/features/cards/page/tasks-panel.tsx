import { ActionIcon, Button, Checkbox, Text, TextInput, Title } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PriorityMark } from '@/components/ui/priority'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useUser } from '@/lib/workspace/workspace'
import cards from '../cards.module.css'
import { openTasks } from '../state/open-tasks'
import { DueChip } from './due-chip'
import classes from './tasks-panel.module.css'
import { useAddTask } from './use-add-task'
import { useMarkDone } from './use-mark-done'

/** The open tasks on the card, the next one first; one more is one line. */
export function TasksPanel({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const open = openTasks(view.tasks)
  const drawer = useOpenDrawer()
  return (
    <section className={cards.panel} aria-label={t('cards.tasks')}>
      <div className={cards.panelHead}>
        <Title order={2} className={cards.heading}>
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
      {open.length > 0 && (
        <ul className={classes.list}>
          {open.map((task) => (
            <OpenTask key={task.id} task={task} />
          ))}
        </ul>
      )}
      <QuickTask card={view.card.id} />
    </section>
  )
}

function OpenTask({ task }: { task: crm.Task }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const { mark, busy } = useMarkDone(task.card)
  const who = useUser(task.assignee)
  const keys = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget || e.ctrlKey || e.metaKey || e.altKey) return
    if (e.key.toLowerCase() === 'd') void mark(task)
    if (e.key === 'Enter') open({ kind: 'task', card: task.card, task })
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a task is marked done by D where it stands
    <li className={classes.task} tabIndex={0} onKeyDown={keys} title={t('card.key_done')}>
      <Checkbox
        checked={busy}
        disabled={busy}
        aria-label={t('card.mark_done', { title: task.title })}
        onChange={() => void mark(task)}
      />
      <div className={classes.what}>
        <div className={classes.title}>{task.title}</div>
        <div className={classes.facts}>
          <DueChip due={task.due} clock={task.clock} />
          <PriorityMark priority={task.priority} />
          <Text span size="sm" c="dimmed" className="clip">
            {who?.name ?? t('cards.nobody')}
          </Text>
        </div>
      </div>
      <ActionIcon
        size="sm"
        aria-label={t('card.open_task', { title: task.title })}
        onClick={() => open({ kind: 'task', card: task.card, task })}
      >
        <IconDots size={16} />
      </ActionIcon>
    </li>
  )
}

/** A to-do for today in one line; the rest is said in its drawer. */
function QuickTask({ card }: { card: string }) {
  const { t } = useTranslation()
  const add = useAddTask(card)
  const [title, setTitle] = useState('')
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (title.trim()) add.mutate(title, { onSuccess: () => setTitle('') })
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={t('card.quick_task')}
        placeholder={t('card.quick_task')}
        value={title}
        disabled={add.isPending}
        onChange={(e) => setTitle(e.currentTarget.value)}
        error={fieldError(problemsOf(add.error), 'title')}
      />
    </form>
  )
}
