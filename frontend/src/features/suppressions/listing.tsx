import { Button } from '@mantine/core'
import { IconSearchOff, IconShieldCheck } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { TableSkeleton } from '@/components/ui/skeletons'
import type { useSuppressions } from './api'
import { useColumns } from './columns'
import { LiftDialog } from './lift-dialog'

interface ListingProps {
  list: ReturnType<typeof useSuppressions>
  total: number | undefined
  narrowed: boolean
  onAll: () => void
  onAdd: () => void
}

/** The entries; only the visible ones are drawn. Opening one asks to lift it. */
export function Listing({ list, total, narrowed, onAll, onAdd }: ListingProps) {
  const { t } = useTranslation()
  const [lifting, setLifting] = useState<api.SuppressionRow>()
  const columns = useColumns(setLifting)
  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.rows) ?? [], [list.data])
  if (list.error) return <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <TableSkeleton />
  return (
    <>
      {rows.length > 0 && (
        <DataTable
          label={t('consent.title')}
          columns={columns}
          rows={rows}
          total={total}
          idOf={(r) => r.entry.id}
          nameOf={(r) => r.entry.value || t('consent.erased_address')}
          onOpen={setLifting}
          onMore={
            list.hasNextPage && !list.isFetching ? () => void list.fetchNextPage() : undefined
          }
        />
      )}
      {rows.length === 0 && narrowed && (
        <EmptyState
          icon={IconSearchOff}
          title={t('consent.none_found')}
          actions={
            <Button variant="default" onClick={onAll}>
              {t('consent.show_all')}
            </Button>
          }
        />
      )}
      {rows.length === 0 && !narrowed && (
        <EmptyState
          icon={IconShieldCheck}
          title={t('consent.empty')}
          actions={<Button onClick={onAdd}>{t('consent.add')}</Button>}
        >
          {t('consent.empty_help')}
        </EmptyState>
      )}
      {lifting && <LiftDialog row={lifting} onClose={() => setLifting(undefined)} />}
    </>
  )
}
