import { Button } from '@mantine/core'
import { IconMailOpened, IconSearchOff } from '@tabler/icons-react'
import type { api, store } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { TableSkeleton } from '@/components/ui/skeletons'
import type { useMessages } from './api'
import { DecideBar } from './decide-bar'
import { MessageTable } from './message-table'
import { decisions, type View } from './view'

interface MessageListProps {
  messages: ReturnType<typeof useMessages>
  /** What was asked for. */
  filter: api.MessageFilter
  view: View
  onAll: () => void
}

/** The messages of a view, and above them the decisions that they wait for. */
export function MessageList({ messages, filter, view, onAll }: MessageListProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { data, error } = messages
  if (error) return <ErrorBox error={error} onRetry={() => void messages.refetch()} />
  if (!data) return <TableSkeleton />
  const rows = data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <NoMessages view={view} onAll={onAll} />
  const possible = view.state ? decisions[view.state] : undefined
  // What was decided meanwhile is no longer in the list.
  const ids = rows.map((row) => row.message.id).filter((id) => chosen.has(id))
  const total = data.pages[0]?.total ?? 0
  return (
    <>
      {possible && (
        <DecideBar
          filter={filter}
          total={total}
          reason={sameReason(view, data.pages[0]?.reasons ?? [])}
          chosen={ids}
          onDone={() => setChosen(new Set())}
        />
      )}
      <MessageTable
        label={t('outbox.title')}
        rows={rows}
        total={total || undefined}
        selection={possible && { ids: new Set(ids), onChange: setChosen }}
        onMore={messages.hasNextPage ? () => void messages.fetchNextPage() : undefined}
      />
    </>
  )
}

/** The reason that all messages of a view have, "" where they differ. */
function sameReason(view: View, reasons: store.ReasonCount[]): string {
  return view.reason || (reasons.length === 1 ? (reasons[0]?.reason ?? '') : '')
}

function NoMessages({ view, onAll }: { view: View; onAll: () => void }) {
  const { t } = useTranslation()
  if (!view.state && !view.search && !view.channel && !view.reason) {
    return (
      <EmptyState icon={IconMailOpened} title={t('outbox.empty.title')}>
        {t('outbox.empty.text')}
      </EmptyState>
    )
  }
  const calm = (view.state === 'uncertain' || view.state === 'held') && !view.search
  return (
    <EmptyState
      small
      icon={calm ? IconMailOpened : IconSearchOff}
      title={calm ? t('outbox.empty.nothing_to_decide') : t('outbox.empty.nothing')}
      actions={
        <Button variant="default" onClick={onAll}>
          {t('outbox.empty.show_all')}
        </Button>
      }
    />
  )
}
