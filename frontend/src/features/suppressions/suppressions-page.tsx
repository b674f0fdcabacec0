import { Anchor, Button } from '@mantine/core'
import { IconChevronLeft, IconDownload, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useView } from '@/lib/routing/use-view'
import { AddDialog } from './add-dialog'
import { type Ask, useExport, useSuppressions } from './api'
import { Listing } from './listing'
import { SuppressionsToolbar } from './toolbar'
import { askOf, narrows, suppressionsView } from './view'

/** Who gets nothing, and why: searched, filled and lifted by hand. */
export function SuppressionsPage() {
  const { t } = useTranslation()
  const [view, choose] = useView(suppressionsView)
  const plain = JSON.stringify(askOf(view))
  const ask = useMemo(() => JSON.parse(plain) as Ask, [plain])
  const list = useSuppressions(ask)
  const total = list.data?.pages[0]?.total
  const [adding, setAdding] = useState(false)
  const file = useExport()
  return (
    <Page
      fill
      title={t('consent.title')}
      subtitle={
        <>
          <Anchor component={Link} to={paths.settings('incoming')} size="sm">
            <IconChevronLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
            {t('consent.section')}
          </Anchor>
          {total !== undefined && ` · ${t('consent.count', { count: total })}`}
        </>
      }
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            loading={file.isPending}
            disabled={!total}
            onClick={() => file.mutate(ask, { onError: toastError })}
          >
            {t('consent.export')}
          </Button>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t('consent.add')}
          </Button>
        </>
      }
      toolbar={<SuppressionsToolbar view={view} onChange={choose} />}
    >
      <Listing
        list={list}
        total={total}
        narrowed={narrows(view)}
        onAll={() => choose({ q: '', channel: '', reason: '' })}
        onAdd={() => setAdding(true)}
      />
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
