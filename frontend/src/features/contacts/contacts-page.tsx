import { Button } from '@mantine/core'
import {
  IconAddressBook,
  IconCopy,
  IconDownload,
  IconPlus,
  IconSearchOff,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useView } from '@/lib/routing/use-view'
import { useContactCount, useContacts } from './api'
import { ChosenBar } from './chosen-bar'
import { useContactColumns } from './contact-columns'
import { ContactsToolbar } from './contacts-toolbar'
import { ExportContacts } from './export-contacts'
import { type Ask, askOf, contactsView, narrows } from './view'

/** All clients: companies and persons. */
export function ContactsPage() {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const [view, choose] = useView(contactsView)
  const plain = JSON.stringify(askOf(view))
  const ask = useMemo(() => JSON.parse(plain) as Ask, [plain])
  const count = useContactCount(ask).data?.count
  const [exporting, setExporting] = useState(false)
  return (
    <Page
      fill
      title={t('contacts.title')}
      subtitle={count === undefined ? '\u00a0' : t('contacts.count', { count })}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => setExporting(true)}
          >
            {t('export.export')}
          </Button>
          <Button
            component={Link}
            to="/contacts/duplicates"
            variant="default"
            leftSection={<IconCopy size={16} />}
          >
            {t('contacts.duplicates')}
          </Button>
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => open({ kind: 'new_contact' })}
          >
            {t('contacts.new')}
          </Button>
        </>
      }
      toolbar={<ContactsToolbar view={view} onChange={choose} />}
    >
      {exporting && <ExportContacts ask={ask} count={count} onClose={() => setExporting(false)} />}
      <Listing
        key={`${view.sort} ${view.down}`}
        ask={ask}
        count={count}
        narrowed={narrows(view)}
        sort={{ key: view.sort, desc: view.down }}
        onSort={(s) => choose({ sort: s.key as typeof view.sort, down: s.desc })}
        onAll={() => choose({ q: '', kind: '', tag: '' })}
      />
    </Page>
  )
}

interface ListingProps {
  ask: Ask
  count: number | undefined
  narrowed: boolean
  sort: { key: string; desc: boolean }
  onSort: (sort: { key: string; desc: boolean }) => void
  onAll: () => void
}

function Listing({ ask, count, narrowed, sort, onSort, onAll }: ListingProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const columns = useContactColumns()
  const list = useContacts(ask)
  const [chosen, setChosen] = useState<ReadonlyMap<string, api.ContactRow>>(new Map())
  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.rows) ?? [], [list.data])
  const choose = (ids: Set<string>) =>
    setChosen(
      new Map([...chosen.values(), ...rows].filter((r) => ids.has(r.id)).map((r) => [r.id, r])),
    )
  if (list.error) return <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <TableSkeleton />
  if (rows.length === 0) return <Nobody narrowed={narrowed} onAll={onAll} />
  return (
    <>
      <ChosenBar rows={[...chosen.values()]} onClear={() => setChosen(new Map())} />
      <DataTable
        label={t('contacts.title')}
        columns={columns}
        rows={rows}
        total={count}
        idOf={(r) => r.id}
        nameOf={(r) => r.name}
        onOpen={(r) => open({ kind: 'contact', id: r.id })}
        sort={sort}
        onSort={onSort}
        selection={{ ids: new Set(chosen.keys()), onChange: choose }}
        onMore={list.hasNextPage && !list.isFetching ? () => void list.fetchNextPage() : undefined}
      />
    </>
  )
}

function Nobody({ narrowed, onAll }: { narrowed: boolean; onAll: () => void }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  if (narrowed) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title={t('contacts.none_found')}
        actions={
          <Button variant="default" onClick={onAll}>
            {t('contacts.show_all')}
          </Button>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={IconAddressBook}
      title={t('contacts.none')}
      actions={<Button onClick={() => open({ kind: 'new_contact' })}>{t('contacts.new')}</Button>}
    >
      {t('contacts.none_words')}
    </EmptyState>
  )
}
