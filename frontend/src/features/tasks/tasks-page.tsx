import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChecklist, IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { text, useView } from '@/lib/routing/use-view'
import { useIsAdmin, useWorkspace } from '@/lib/workspace/workspace'
import { useTaskPages } from './api'
import { ChosenBar } from './chosen-bar'
import { groups } from './groups'
import { TaskList } from './task-list'
import { TaskToolbar } from './task-toolbar'
import classes from './tasks.module.css'
import { useTaskActions } from './use-task-actions'

const tasksView = z.object({
  /** "me", "all", or a colleague's id. */
  who: text.transform((v) => v || 'me').catch('me'),
  show: z.enum(['open', 'done']).catch('open'),
  group: z.enum(['', ...groups]).catch(''),
})

/** What there is to do: mine, a colleague's or the whole team's, by when it is due. */
export function TasksPage() {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const admin = useIsAdmin()
  const open = useOpenDrawer()
  const [view, choose] = useView(tasksView)
  const done = view.show === 'done'
  const who = admin ? view.who : 'me'
  const assignee = who === 'me' ? me.id : who === 'all' ? '' : who
  const tasks = useTaskPages({ assignee, done, group: done ? '' : view.group })
  const rows = useMemo(() => tasks.data?.pages.flatMap((p) => p.rows) ?? [], [tasks.data])
  const head = tasks.data?.pages[0]
  const actions = useTaskActions()
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const chosen = rows.filter((r) => ids.has(r.task.id))
  const { hasNextPage, isFetching, fetchNextPage } = tasks
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const add = () => open({ kind: 'task', card: '' })
  useHotkeys([['n', add]])
  return (
    <Page
      fill
      title={t('tasks.title')}
      subtitle={
        head ? t(done ? 'tasks.count_done' : 'tasks.count', { count: head.total }) : '\u00a0'
      }
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={add}>
          {t('tasks.new')}
        </Button>
      }
      toolbar={
        <TaskToolbar
          who={who}
          show={view.show}
          group={view.group}
          counts={head?.counts}
          onChange={(part) => {
            setIds(new Set())
            choose(part)
          }}
        />
      }
    >
      {tasks.error && <ErrorBox error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.isPending && (
        <div className={classes.pad}>
          <TableSkeleton count={6} />
        </div>
      )}
      {head && rows.length === 0 && (
        <EmptyState
          icon={IconChecklist}
          title={t(done ? 'tasks.none_done' : head.total > 0 ? 'tasks.none_here' : 'tasks.none')}
          actions={
            done ? undefined : (
              <Button variant="default" onClick={add}>
                {t('tasks.new')}
              </Button>
            )
          }
        >
          {done || head.total > 0 ? undefined : t('tasks.none_words')}
        </EmptyState>
      )}
      {head && rows.length > 0 && (
        <>
          {chosen.length > 0 && (
            <ChosenBar
              rows={chosen}
              done={done}
              days={head.days}
              actions={actions}
              onClear={() => setIds(new Set())}
            />
          )}
          <TaskList
            key={`${assignee} ${view.show} ${view.group}`}
            label={t('tasks.title')}
            rows={rows}
            done={done}
            days={head.days}
            counts={{ ...head.counts, done: head.total }}
            actions={actions}
            chosen={{ ids, onChange: setIds }}
            onMore={more}
          />
        </>
      )}
    </Page>
  )
}
