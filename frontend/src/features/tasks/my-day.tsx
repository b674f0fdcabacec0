import { Anchor, Button, Title } from '@mantine/core'
import { IconChecklist, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useTaskPages } from './api'
import { TaskList } from './task-list'
import classes from './tasks.module.css'
import { useTaskActions } from './use-task-actions'

/** How many tasks the day shows before it leads to the list. */
const most = 30

const isDue = (r: api.TaskRow) => r.group === 'overdue' || r.group === 'today'

/** My tasks that are overdue or for today. */
export function MyDay() {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const open = useOpenDrawer()
  const actions = useTaskActions()
  const tasks = useTaskPages({ assignee: me.id, done: false, group: '' })
  const head = tasks.data?.pages[0]
  // What is due comes first in the list, so its first page has it.
  const rows = (head?.rows ?? []).filter(isDue).slice(0, most)
  const more = head ? head.counts.overdue + head.counts.today - rows.length : 0
  return (
    <section className={classes.day} aria-labelledby="my-tasks">
      <div className={classes.dayHead}>
        <Title order={2} id="my-tasks" className={classes.dayTitle}>
          {t('today.tasks')}
        </Title>
        <Anchor component={Link} to={paths.tasks()} size="sm">
          {t('today.tasks_all')}
        </Anchor>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => open({ kind: 'task', card: '' })}
        >
          {t('tasks.new')}
        </Button>
      </div>
      {tasks.error && <ErrorBox error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.isPending && <LinesSkeleton />}
      {head && rows.length === 0 && (
        <EmptyState small icon={IconChecklist} title={t('today.tasks_none')}>
          {t('today.tasks_none_words')}
        </EmptyState>
      )}
      {head && rows.length > 0 && (
        <TaskList
          grow
          label={t('today.tasks')}
          rows={rows}
          done={false}
          days={head.days}
          counts={{ ...head.counts }}
          actions={actions}
        />
      )}
      {more > 0 && (
        <Anchor component={Link} to={paths.tasks()} mt="sm">
          {t('tasks.more', { count: more })}
        </Anchor>
      )}
    </section>
  )
}
