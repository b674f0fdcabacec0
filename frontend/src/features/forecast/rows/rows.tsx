import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearchOff } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { TableSkeleton } from '@/components/ui/skeletons'
import { useForecastRows } from '../api'
import { type View, wide } from '../state/view'
import { RowDrawer } from './row-drawer'
import { RowFilters } from './row-filters'
import { RowTable } from './row-table'
import classes from './rows.module.css'

interface RowsProps {
  out: api.ForecastOut
  scope: crm.ForecastScope
  view: View
  change: (part: Partial<View>) => void
  product: string
}

/** Every single thing that happens, narrowed as wanted. */
export function Rows({ out, scope, view, change, product }: RowsProps) {
  const { t } = useTranslation()
  const [q] = useDebouncedValue(view.q.trim(), 250)
  const ask = {
    job: out.job.id,
    scope: scope.scope,
    day: view.day,
    position: view.step,
    kind: view.kind,
    outcome: view.outcome,
    reason: view.reason,
    sequence: view.sequence,
    card: '',
    q,
  }
  const list = useForecastRows(ask)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const [shown, setShown] = useState<number>()
  const at = rows.findIndex((row) => row.index === shown)
  const row = rows[at]
  const total = list.data?.pages[0]?.total ?? 0
  const goTo = (to: number) => (rows[to] ? () => setShown(rows[to]?.index) : undefined)
  return (
    <section id="forecast-rows" className={classes.rows} aria-label={t('forecast.rows')}>
      <RowFilters scope={scope} view={view} change={change} total={total} />
      <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <TableSkeleton count={6} />}
      {list.data && total === 0 && (
        <EmptyState
          icon={IconSearchOff}
          small
          title={t('forecast.none_found')}
          actions={
            <Button variant="default" onClick={() => change(wide)}>
              {t('forecast.show_all')}
            </Button>
          }
        />
      )}
      {total > 0 && (
        <RowTable
          key={JSON.stringify(ask)}
          stale={list.isPlaceholderData}
          rows={rows}
          total={total}
          product={product}
          currency={out.currency}
          current={row}
          onMore={
            list.hasNextPage ? () => !list.isFetching && void list.fetchNextPage() : undefined
          }
          onOpen={(next) => setShown(next.index)}
        />
      )}
      {row && (
        <RowDrawer
          ask={{ job: out.job.id, scope: scope.scope, index: row.index }}
          row={row}
          product={product}
          currency={out.currency}
          onPrevious={goTo(at - 1)}
          onNext={goTo(at + 1)}
          onClose={() => setShown(undefined)}
        />
      )}
    </section>
  )
}
