import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import { ErrorBox } from '@/components/ui/error-box'
import { DragToFolder } from '@/components/ui/folders/drag-to-folder'
import folderClasses from '@/components/ui/folders/folders.module.css'
import { Page } from '@/components/ui/page'
import { ProductMenu } from '@/components/ui/product-menu'
import { TableSkeleton } from '@/components/ui/skeletons'
import { ViewTabs } from '@/components/ui/view-tabs'
import { paths } from '@/lib/routing/paths'
import { useGo, useView } from '@/lib/routing/use-view'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { useSequences } from './api'
import { FolderNav } from './folder-nav'
import { NoSequences, NothingFound } from './no-sequences'
import { useSequenceColumns } from './sequence-columns'
import classes from './sequences.module.css'
import { useSequenceFolders } from './use-sequence-folders'
import { inView, shown, type View, viewSchema } from './view'

const views: View['view'][] = ['all', 'active', 'inactive', 'running']

interface SequencesPageProps {
  /** What other features offer beside "New automation": import, recipes. */
  tools?: ReactNode
}

/** The automations of a product: what is active, where it is, what it did and does next. */
export function SequencesPage({ tools }: SequencesPageProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const { product } = useProduct()
  const [view, change] = useView(viewSchema)
  const { data: rows, error, refetch } = useSequences(product.id)
  const folders = useSequenceFolders(product.id, rows)
  const columns = useSequenceColumns(folders)
  const { folderNameOf } = folders
  const list = useMemo(() => shown(rows ?? [], view, folderNameOf), [rows, view, folderNameOf])
  const inFolder = rows?.filter((row) => !view.folder || row.sequence.folder === view.folder) ?? []
  const empty = rows?.length === 0
  return (
    <Page
      title={t('sequences.title')}
      aside={<ProductMenu to={paths.automations} />}
      fill
      actions={
        <>
          {tools}
          {admin && !empty && (
            <Button
              component={Link}
              to={paths.newAutomation(product.id)}
              search={(view.folder ? { folder: view.folder } : {}) as never}
              leftSection={<IconPlus size={16} />}
            >
              {t('sequences.new')}
            </Button>
          )}
        </>
      }
      toolbar={
        rows && !empty ? (
          <>
            <ViewTabs
              label={t('sequences.views')}
              value={view.view}
              onChange={(value) => change({ view: value as View['view'] })}
              tabs={views.map((value) => ({
                value,
                label: t(`sequences.view.${value}`),
                count: inFolder.filter((row) => inView(row, value)).length,
              }))}
            />
            <TextInput
              className={classes.search}
              leftSection={<IconSearch size={16} />}
              placeholder={t('common.search')}
              aria-label={t('sequences.search')}
              value={view.search}
              onChange={(event) => change({ search: event.currentTarget.value })}
            />
          </>
        ) : undefined
      }
    >
      {error && !rows && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!rows && !error && <TableSkeleton />}
      {empty && <NoSequences />}
      {rows && !empty && (
        <DragToFolder nameOf={folders.nameOf} onMove={folders.move} folderNameOf={folderNameOf}>
          <div className={folderClasses.zones}>
            <FolderNav
              folders={folders}
              rows={rows}
              chosen={view.folder}
              onChoose={(folder) => change({ folder })}
            />
            <div className={folderClasses.list}>
              {list.length === 0 ? (
                <NothingFound onAll={() => change({ view: 'all', folder: '', search: '' })} />
              ) : (
                <DataTable
                  label={t('sequences.title')}
                  columns={columns}
                  rows={list}
                  rowHeight={56}
                  idOf={(row) => row.sequence.id}
                  nameOf={(row) => row.sequence.name}
                  onOpen={(row) => go(paths.automation(product.id, row.sequence.id))}
                  sort={{ key: view.sort, desc: !view.up }}
                  onSort={({ key, desc }) => change({ sort: key as View['sort'], up: !desc })}
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
