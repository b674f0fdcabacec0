import { SegmentedControl } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { useView } from '@/lib/routing/use-view'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useTasks } from './api'
import { TaskList } from './task-list'

const tasksView = z.object({
  who: z.enum(['me', 'all']).catch('me'),
  show: z.enum(['open', 'done']).catch('open'),
})

/** Everybody's to-dos, mine first. */
export function TasksPage() {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const [view, choose] = useView(tasksView)
  const done = view.show === 'done'
  const tasks = useTasks(view.who === 'me' ? me.id : '', done)
  const rows = tasks.data ?? []
  return (
    <Page
      title={t('tasks.title')}
      subtitle={
        tasks.data ? t(done ? 'tasks.count_done' : 'tasks.count', { count: rows.length }) : '\u00a0'
      }
      toolbar={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('tasks.whose')}
            value={view.who}
            onChange={(who) => choose({ who: who as 'me' | 'all' })}
            data={[
              { value: 'me', label: t('tasks.mine') },
              { value: 'all', label: t('tasks.all') },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('tasks.which')}
            value={view.show}
            onChange={(show) => choose({ show: show as 'open' | 'done' })}
            data={[
              { value: 'open', label: t('tasks.open') },
              { value: 'done', label: t('tasks.done') },
            ]}
          />
        </>
      }
    >
      {tasks.error && <ErrorBox error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.isPending && <TableSkeleton count={5} />}
      {tasks.data && rows.length === 0 && (
        <EmptyState icon={IconChecklist} title={t(done ? 'tasks.none_done' : 'tasks.none')}>
          {done ? undefined : t('tasks.none_words')}
        </EmptyState>
      )}
      {rows.length > 0 && <TaskList rows={rows} done={done} />}
    </Page>
  )
}
