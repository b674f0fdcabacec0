import { Alert, Anchor, Button } from '@mantine/core'
import { IconLink, IconPlus, IconWorldOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { useLinks } from './api'
import { type Draft, draftOf, newDraft } from './draft'
import { useLinkColumns } from './link-columns'
import { LinkDrawer } from './link-drawer'
import type { ChangeEditor } from './link-fields'
import classes from './links.module.css'

/** The links of a product that clients click. */
export function LinksPage({ changeEditor }: { changeEditor: ChangeEditor }) {
  const { t } = useTranslation()
  const { product } = useProduct()
  const admin = useIsAdmin()
  const [open, setOpen] = useState<Draft>()
  const { data, error, isLoading, refetch } = useLinks(product.id)
  const columns = useLinkColumns(product.id)
  const title = t('link.title_of', { product: product.name })
  const empty = data?.links.length === 0
  const make = admin && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen(newDraft(product.id))}>
      {t(empty ? 'link.first' : 'link.new')}
    </Button>
  )
  return (
    <Page
      title={title}
      subtitle={t('link.subtitle')}
      back={{ to: paths.templates(product.id), label: t('link.to_templates') }}
      actions={data && !empty && make}
      fill
    >
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {isLoading && <TableSkeleton />}
      {data && !data.public && <NoPublic admin={admin} />}
      {empty && (
        <EmptyState icon={IconLink} title={t('link.empty')} actions={make}>
          {t('link.empty_words')}
        </EmptyState>
      )}
      {data && !empty && (
        <DataTable
          label={title}
          columns={columns}
          rows={data.links}
          idOf={(row) => row.link.id}
          nameOf={(row) => row.link.name}
          onOpen={(row) => setOpen(draftOf(row.link))}
          rowHeight={60}
        />
      )}
      {open && (
        <LinkDrawer
          draft={open}
          row={rowOf(data?.links, open.id)}
          changeEditor={changeEditor}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  )
}

const rowOf = (rows: api.LinkRow[] | undefined, id: crm.Link['id']) =>
  rows?.find(({ link }) => link.id === id)

function NoPublic({ admin }: { admin: boolean }) {
  const { t } = useTranslation()
  return (
    <Alert className={classes.noPublic} icon={<IconWorldOff size={18} />}>
      {t('link.no_public_list')}{' '}
      {admin && (
        <Anchor component={Link} to={paths.settings('public')} inherit underline="always">
          {t('link.to_public')}
        </Anchor>
      )}
    </Alert>
  )
}
