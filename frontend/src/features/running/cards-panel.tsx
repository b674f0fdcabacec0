import { Button } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { JobBar } from '@/components/ui/job-bar'
import { TableSkeleton } from '@/components/ui/skeletons'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useActs } from '@/lib/jobs/use-acts'
import { ActsBar } from './acts-bar'
import { useRunningCards, useRunningCount } from './api'
import { CardsToolbar } from './cards-toolbar'
import { useColumns } from './columns'
import classes from './running.module.css'
import { actionsFor, askOf, type View } from './view'

interface CardsPanelProps {
  running: api.RunningOut
  view: View
  onView: (change: Partial<View>) => void
  /** Starts a card; not while the automation is inactive. */
  onStart: (() => void) | undefined
}

const nobody: ReadonlySet<string> = new Set()

/** The cards behind the open number, and what can be done with one or many of them. */
export function CardsPanel({ running, view, onView, onStart }: CardsPanelProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const ask = useMemo(
    () => askOf(running.sequence, view, running.days),
    [running.sequence, running.days, view],
  )
  const cards = useRunningCards(ask)
  const count = useRunningCount(ask)
  const [chosen, setChosen] = useState(nobody)
  const [all, setAll] = useState(false)
  const forget = () => {
    setChosen(nobody)
    setAll(false)
  }
  const acts = useActs(forget)
  const columns = useColumns(acts.act)
  const rows = cards.data?.pages.flatMap((page) => page.rows) ?? []
  const possible = actionsFor(view.state)
  const ids = rows.filter((r) => chosen.has(r.id)).map((r) => r.enrolment)
  return (
    <section className={classes.panel} aria-label={t('running.cards')}>
      {acts.job.job ? (
        <JobBar job={acts.job.job} onCancel={acts.job.cancel} />
      ) : (
        <CardsToolbar
          running={running}
          view={view}
          count={count.data?.count}
          onView={(change) => {
            forget()
            onView(change)
          }}
        />
      )}
      {!acts.job.job && (ids.length > 0 || all) && (
        <ActsBar
          ask={ask}
          ids={ids}
          all={all}
          count={count.data}
          actions={possible}
          busy={acts.asking}
          onAll={() => setAll(true)}
          onClear={forget}
          onAct={acts.act}
        />
      )}
      <ErrorBox error={cards.error} onRetry={() => void cards.refetch()} />
      {!cards.data && !cards.error && <TableSkeleton />}
      {cards.data && rows.length === 0 && (
        <NoCards running={running} view={view} onView={onView} onStart={onStart} />
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('running.cards')}
          rows={rows}
          columns={columns}
          rowHeight={56}
          total={count.data?.count}
          selection={
            possible.length > 0
              ? {
                  ids: all ? new Set(rows.map((r) => r.id)) : chosen,
                  onChange: (next) => {
                    setAll(false)
                    setChosen(next)
                  },
                }
              : undefined
          }
          idOf={(row) => row.id}
          nameOf={(row) => row.cardName}
          onOpen={(row) => open({ kind: 'why', card: row.card, sequence: row.sequence })}
          onMore={
            cards.hasNextPage && !cards.isFetchingNextPage
              ? () => void cards.fetchNextPage()
              : undefined
          }
        />
      )}
    </section>
  )
}

function NoCards({ running, view, onView, onStart }: CardsPanelProps) {
  const { t } = useTranslation()
  const none = running.entered === 0
  const narrowed = view.q !== '' || view.reason !== '' || view.step !== '' || view.day !== ''
  return (
    <EmptyState
      small
      icon={IconUsers}
      title={t(none ? 'running.none' : 'running.none_here')}
      actions={
        none ? (
          onStart && (
            <Button variant="default" onClick={onStart}>
              {t('running.start')}
            </Button>
          )
        ) : (
          <Button
            variant="default"
            onClick={() => onView({ state: 'all', step: '', reason: '', day: '', q: '' })}
          >
            {t('running.show_all')}
          </Button>
        )
      }
    >
      {none && t(running.state === 'inactive' ? 'running.none_inactive' : 'running.none_words')}
      {!none && !narrowed && t('running.none_state')}
    </EmptyState>
  )
}
