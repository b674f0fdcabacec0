import { Button, Menu, TextInput } from '@mantine/core'
import { IconChevronDown, IconFileText, IconSearch } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { ViewTabs } from '@/components/ui/view-tabs'
import { paths } from '@/lib/routing/paths'
import { useGo, useView } from '@/lib/routing/use-view'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { useTemplates } from './api'
import { kindIcons } from './kind-mark'
import { type Kind, kinds } from './state/draft'
import { useTemplateColumns } from './template-columns'

const viewOf = z.object({
  search: z.string().catch(''),
  kind: z.enum(['', 'email', 'sms', 'task', 'pdf']).catch(''),
})

/** The templates of a product: texts of emails, SMS and tasks. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const admin = useIsAdmin()
  const go = useGo()
  const [view, change] = useView(viewOf)
  const templates = useTemplates(product.id)
  const rows = templates.data
  const searched = useMemo(() => found(rows ?? [], view.search), [rows, view.search])
  const shown = searched.filter((r) => !view.kind || r.template.kind === view.kind)
  const columns = useTemplateColumns(product.id)
  const empty = rows?.length === 0
  const title = t('templates.title_of', { product: product.name })
  const tabs = (['', ...kinds] as const).map((kind) => ({
    value: kind,
    label: t(kind ? `templates.kinds.${kind}` : 'templates.all'),
    count: searched.filter((r) => !kind || r.template.kind === kind).length,
  }))
  return (
    <Page
      title={title}
      actions={admin && !empty && <NewTemplate product={product.id} />}
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
        <EmptyState
          icon={IconFileText}
          title={t('templates.empty')}
          actions={admin && <NewTemplate product={product.id} />}
        >
          {t('templates.empty_words')}
        </EmptyState>
      )}
      {rows && !empty && shown.length === 0 && (
        <EmptyState icon={IconSearch} title={t('templates.none_found')} small />
      )}
      {shown.length > 0 && (
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
    </Page>
  )
}

function NewTemplate({ product }: { product: string }) {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <Menu>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} />}>{t('templates.new')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => {
          const Picture = kindIcons[kind]
          return (
            <Menu.Item
              key={kind}
              leftSection={<Picture size={16} />}
              onClick={() => go(paths.template(product, 'new'), { kind })}
            >
              {t(`templates.kind.${kind}`)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

function found(rows: api.TemplateRow[], search: string): api.TemplateRow[] {
  const wanted = search.trim().toLocaleLowerCase()
  if (!wanted) return rows
  return rows.filter(({ template: { name, content } }) =>
    `${name} ${content.subject} ${content.body}`.toLocaleLowerCase().includes(wanted),
  )
}
