import { Button, Group, TextInput } from '@mantine/core'
import { IconFileText, IconLink, IconSearch } from '@tabler/icons-react'
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
import { ViewTabs } from '@/components/ui/view-tabs'
import { paths } from '@/lib/routing/paths'
import { useGo, useView } from '@/lib/routing/use-view'
import { useIsAdmin, useProduct, useProducts } from '@/lib/workspace/workspace'
import { useTemplates } from './api'
import { ImportButton } from './import/import-button'
import { NewTemplate } from './new-template'
import { type Kind, kinds } from './state/draft'
import { listSchema, ofKind, searched } from './state/list'
import { useTemplateColumns } from './template-columns'
import { useTemplateFolders } from './use-template-folders'

/** The templates of a product: texts of emails, SMS, tasks and PDFs. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const several = useProducts().length > 1
  const admin = useIsAdmin()
  const go = useGo()
  const [view, change] = useView(listSchema)
  const templates = useTemplates(product.id)
  const rows = templates.data
  const found = useMemo(() => searched(rows ?? [], view), [rows, view])
  const shown = ofKind(found, view.kind)
  const { things, folders } = useTemplateFolders(product.id, rows, view, change)
  const columns = useTemplateColumns(product.id, folders)
  const empty = rows?.length === 0
  const title = t('templates.title_of', { product: product.name })
  const actions = (
    <Group gap="xs">
      <Button
        variant="default"
        component={Link}
        to={paths.links(product.id)}
        leftSection={<IconLink size={16} />}
      >
        {t('link.title')}
      </Button>
      {admin && (
        <>
          <ImportButton />
          <NewTemplate product={product.id} folder={view.folder} />
        </>
      )}
    </Group>
  )
  const tabs = (['', ...kinds] as const).map((kind) => ({
    value: kind,
    label: t(kind ? `templates.kinds.${kind}` : 'templates.all'),
    count: ofKind(found, kind).length,
  }))
  return (
    <Page
      title={several ? t('templates.title') : title}
      aside={<ProductMenu to={paths.templates} />}
      actions={rows && !empty && actions}
      fill
      toolbar={
        rows &&
        !empty && (
          <>
            <ViewTabs
              label={t('templates.kind_shown')}
              tabs={tabs}
              value={view.kind}
              onChange={(kind) => change({ kind: kind as Kind | '' })}
            />
            <TextInput
              aria-label={t('templates.search')}
              placeholder={t('templates.search')}
              leftSection={<IconSearch size={16} />}
              value={view.search}
              onChange={(e) => change({ search: e.currentTarget.value })}
              w={280}
              maw="100%"
              ml="auto"
            />
          </>
        )
      }
    >
      {templates.error && !rows && (
        <ErrorBox error={templates.error} onRetry={() => void templates.refetch()} />
      )}
      {templates.isLoading && <TableSkeleton />}
      {empty && (
        <EmptyState icon={IconFileText} title={t('templates.empty')} actions={actions}>
          {t('templates.empty_words')}
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
              {shown.length === 0 ? (
                <EmptyState
                  icon={IconSearch}
                  title={t(view.search || view.kind ? 'templates.none_found' : 'ui.folder.empty')}
                  small
                />
              ) : (
                <DataTable
                  label={title}
                  columns={columns}
                  rows={shown}
                  idOf={(r) => r.template.id}
                  nameOf={(r) => r.template.name}
                  onOpen={(r) => go(paths.template(product.id, r.template.id))}
                  rowHeight={56}
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
