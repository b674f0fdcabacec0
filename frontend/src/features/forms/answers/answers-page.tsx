import { IconInbox, IconSearchOff } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { ViewTabs } from '@/components/ui/view-tabs'
import { paths } from '@/lib/routing/paths'
import { useParam, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useForm, useSubmissions } from '../api'
import { useAnswerColumns } from './answer-columns'
import { AnswerDrawer } from './answer-drawer'
import { DecideBar } from './decide-bar'
import { states, viewSchema } from './view'

/** What was sent in by a form, with what became of it, and the quarantine where somebody decides. */
export function AnswersPage() {
  const { t } = useTranslation()
  const product = useProduct().product.id
  const id = useParam('form')
  const [view, change] = useView(viewSchema)
  const form = useForm(id, product).data?.row
  const list = useSubmissions(id, view.state)
  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.rows) ?? [], [list.data])
  const [chosen, setChosen] = useState<Set<string>>(new Set())
  const columns = useAnswerColumns(product)
  const [first] = list.data?.pages ?? []
  const waiting = first?.waiting ?? 0
  const kept = rows.filter((r) => r.submission.state === 'quarantined').map((r) => r.submission.id)
  const ids = kept.filter((one) => chosen.has(one))
  const open = rows.find((r) => r.submission.id === view.open)
  const name = form?.form.name ?? t('form.one')
  const deciding = view.state === 'quarantined'
  return (
    <Page
      title={t('form.answers.title')}
      subtitle={name}
      back={{ to: paths.form(product, id), label: name }}
      fill
      toolbar={
        <ViewTabs
          label={t('form.answers.shown')}
          tabs={states.map((state) => ({
            value: state,
            label: t(state ? `form.state.${state}` : 'form.answers.all'),
            ...(state === 'quarantined' && { count: waiting, urgent: true }),
          }))}
          value={view.state}
          onChange={(state) => {
            setChosen(new Set())
            change({ state: state as typeof view.state, open: '' })
          }}
        />
      }
    >
      {list.error && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <TableSkeleton />}
      {deciding && rows.length > 0 && (
        <DecideBar ids={ids} waiting={waiting} onDone={() => setChosen(new Set())} />
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('form.answers.title')}
          columns={columns}
          rows={rows}
          total={first?.total}
          idOf={(row) => row.submission.id}
          nameOf={(row) => row.title || t('form.answers.nameless')}
          onOpen={(row) => change({ open: row.submission.id })}
          onMore={
            list.hasNextPage && !list.isFetching ? () => void list.fetchNextPage() : undefined
          }
          {...(deciding && { selection: { ids: chosen, onChange: setChosen } })}
          current={view.open}
          rowHeight={56}
        />
      )}
      {!list.isPending && !list.error && rows.length === 0 && (
        <EmptyState
          icon={view.state ? IconSearchOff : IconInbox}
          title={t(view.state ? `form.answers.none.${view.state}` : 'form.answers.empty')}
        >
          {t(view.state === 'quarantined' ? 'form.answers.none_words' : 'form.answers.empty_words')}
        </EmptyState>
      )}
      {open && <AnswerDrawer row={open} product={product} onClose={() => change({ open: '' })} />}
    </Page>
  )
}
