import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { ViewTabs } from '@/components/ui/view-tabs'
import { useView } from '@/lib/routing/use-view'
import { useIsAdmin, useProduct, useProducts } from '@/lib/workspace/workspace'
import { useFolders, useSequences } from './api'
import { FolderNav } from './folder-nav'
import { NewDialog } from './new-dialog'
import { NoSequences, NothingFound } from './no-sequences'
import { ProductMenu } from './product-menu'
import { SequenceTable } from './sequence-table'
import classes from './sequences.module.css'
import { inView, shown, type View, viewSchema } from './view'

const views: View['view'][] = ['all', 'active', 'inactive', 'running']

/** The automations of a product. */
export function SequencesPage() {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const { product } = useProduct()
  const several = useProducts().length > 1
  const [view, change] = useView(viewSchema)
  const [making, setMaking] = useState(false)
  const { data: rows, error, refetch } = useSequences(product.id)
  const folders = useFolders(product.id).data ?? []
  const inFolder = rows?.filter((row) => !view.folder || row.sequence.folder === view.folder) ?? []
  const list = rows ? shown(rows, view) : []
  const make = admin ? () => setMaking(true) : undefined
  return (
    <Page
      title={t('sequences.title')}
      aside={several ? <ProductMenu /> : undefined}
      actions={
        make &&
        rows?.length !== 0 && (
          <Button leftSection={<IconPlus size={16} />} onClick={make}>
            {t('sequences.new')}
          </Button>
        )
      }
      toolbar={
        rows && rows.length > 0 ? (
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
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {!rows && !error && <TableSkeleton />}
      {rows?.length === 0 && <NoSequences onNew={make} />}
      {rows && rows.length > 0 && (
        <div className={classes.zones}>
          <FolderNav
            folders={folders}
            rows={rows}
            chosen={view.folder}
            onChoose={(folder) => change({ folder })}
          />
          <div className={classes.list}>
            {list.length === 0 ? (
              <NothingFound onAll={() => change({ view: 'all', folder: '', search: '' })} />
            ) : (
              <SequenceTable rows={list} folders={folders} view={view} onView={change} />
            )}
          </div>
        </div>
      )}
      {making && <NewDialog folder={view.folder} onClose={() => setMaking(false)} />}
    </Page>
  )
}
