import { Button, TextInput } from '@mantine/core'
import { IconFilter, IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useGo, useView } from '@/lib/routing/use-view'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { useFilters } from './api'
import { useFilterColumns } from './filter-columns'

const viewOf = z.object({ search: z.string().catch('') })

/** The filters of a product: what each says in words, whom it matches, who uses it. */
export function FiltersPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const admin = useIsAdmin()
  const go = useGo()
  const [view, change] = useView(viewOf)
  const filters = useFilters(product.id)
  const rows = filters.data
  const shown = useMemo(() => found(rows ?? [], view.search), [rows, view.search])
  const columns = useFilterColumns(product.id)
  const newOne = admin && (
    <Button
      component={Link}
      to={paths.filter(product.id, 'new')}
      leftSection={<IconPlus size={16} />}
    >
      {t('filters.new')}
    </Button>
  )
  const empty = rows?.length === 0
  return (
    <Page
      title={t('filters.title_of', { product: product.name })}
      subtitle={rows && !empty ? t('filters.count', { count: rows.length }) : undefined}
      actions={empty ? undefined : newOne}
      fill
      toolbar={
        empty ? undefined : (
          <TextInput
            aria-label={t('filters.search')}
            placeholder={t('filters.search')}
            leftSection={<IconSearch size={16} />}
            value={view.search}
            onChange={(e) => change({ search: e.currentTarget.value })}
            w={320}
            maw="100%"
          />
        )
      }
    >
      {filters.error && !rows && (
        <ErrorBox error={filters.error} onRetry={() => void filters.refetch()} />
      )}
      {filters.isLoading && <TableSkeleton />}
      {empty && (
        <EmptyState icon={IconFilter} title={t('filters.empty')} actions={newOne}>
          {t('filters.empty_words')}
        </EmptyState>
      )}
      {rows && !empty && shown.length === 0 && (
        <EmptyState icon={IconSearch} title={t('filters.none_found')} small />
      )}
      {shown.length > 0 && (
        <DataTable
          label={t('filters.title_of', { product: product.name })}
          columns={columns}
          rows={shown}
          idOf={(r) => r.filter.id}
          nameOf={(r) => r.filter.name}
          onOpen={(r) => go(paths.filter(product.id, r.filter.id))}
          rowHeight={60}
        />
      )}
    </Page>
  )
}

function found(rows: api.FilterRow[], search: string): api.FilterRow[] {
  const wanted = search.trim().toLocaleLowerCase()
  if (!wanted) return rows
  return rows.filter((r) =>
    `${r.filter.name} ${say(r.sentence)}`.toLocaleLowerCase().includes(wanted),
  )
}
