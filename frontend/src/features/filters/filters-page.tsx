import { Button, TextInput } from '@mantine/core'
import { IconFilter, IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { DragToFolder } from '@/components/ui/folders/drag-to-folder'
import { FolderNav } from '@/components/ui/folders/folder-nav'
import folderClasses from '@/components/ui/folders/folders.module.css'
import { Page } from '@/components/ui/page'
import { ProductMenu } from '@/components/ui/product-menu'
import { TableSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useGo, useView } from '@/lib/routing/use-view'
import { useIsAdmin, useProduct, useProducts } from '@/lib/workspace/workspace'
import { useFilters } from './api'
import { useFilterColumns } from './filter-columns'
import { shown, viewSchema } from './folders'
import { useFolders } from './use-folders'

/** The filters of a product: what each says in words, whom it matches, who uses it. */
export function FiltersPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const admin = useIsAdmin()
  const several = useProducts().length > 1
  const go = useGo()
  const [view, change] = useView(viewSchema)
  const filters = useFilters(product.id)
  const rows = filters.data
  const list = useMemo(() => shown(rows ?? [], view), [rows, view])
  const { things, folders } = useFolders(product.id, rows, view, change)
  const columns = useFilterColumns(product.id, folders)
  const newOne = admin && (
    <Button
      component={Link}
      to={paths.filter(product.id, 'new')}
      search={(view.folder ? { folder: view.folder } : {}) as never}
      leftSection={<IconPlus size={16} />}
    >
      {t('filters.new')}
    </Button>
  )
  const empty = rows?.length === 0
  const title = t('filters.title_of', { product: product.name })
  return (
    <Page
      title={several ? t('filters.title') : title}
      aside={<ProductMenu to={paths.filters} />}
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
      {rows && !empty && (
        <DragToFolder nameOf={folders.nameOf} onMove={(id, to) => void folders.move(id, to)}>
          <div className={folderClasses.zones}>
            <FolderNav
              things={things}
              folders={folders.list}
              view={view}
              onView={change}
              onNew={() => folders.name({ kind: 'new' })}
              onRename={(from) => folders.name({ kind: 'rename', from })}
              onDissolve={(from) => void folders.rename(from, '')}
            />
            <div className={folderClasses.list}>
              {list.length === 0 ? (
                <EmptyState
                  icon={view.search ? IconSearch : IconFilter}
                  title={t(view.search ? 'filters.none_found' : 'ui.folder.empty')}
                  small
                />
              ) : (
                <DataTable
                  label={title}
                  columns={columns}
                  rows={list}
                  idOf={(r) => r.filter.id}
                  nameOf={(r) => r.filter.name}
                  onOpen={(r) => go(paths.filter(product.id, r.filter.id))}
                  rowHeight={60}
                  toneOf={(r) => (r.readOnly ? 'amber' : undefined)}
                />
              )}
            </div>
          </div>
        </DragToFolder>
      )}
      {folders.dialog}
    </Page>
  )
}
