import { Button, Text } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toastError } from '@/components/ui/toast'
import { undoToast } from '@/components/ui/undo-toast'
import { backend } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import { text, useGo, useView } from '@/lib/routing/use-view'
import { useMerge, useMergePreview } from './api'
import classes from './contacts.module.css'
import { MergeChoices } from './merge-choices'
import { MergeResult } from './merge-result'
import { firstOrder } from './state/merge'

const schema = z.object({ ids: text })

/** Makes several clients one: which stays, what is chosen, what comes of it. */
export function MergePage() {
  const { t } = useTranslation()
  const [{ ids }] = useView(schema)
  const wanted = ids.split('.').filter(Boolean)
  const views = useQueries({
    queries: wanted.map((id) => ({
      queryKey: ['contact', 'one', id],
      queryFn: () => backend.GetContact({ id }),
    })),
  })
  const back = { to: paths.contacts(), label: t('contacts.title') }
  const failed = views.find((v) => v.error)
  const ready = views.map((v) => v.data).filter((v) => v !== undefined)
  if (failed?.error || ready.length < wanted.length || wanted.length < 2) {
    return (
      <Page title={t('contacts.merge_title')} back={back}>
        {failed?.error ? (
          <ErrorBox error={failed.error} />
        ) : wanted.length < 2 ? (
          <Text>{t('contacts.choose_two')}</Text>
        ) : (
          <LinesSkeleton count={8} />
        )}
      </Page>
    )
  }
  const rows = ready.map((v) => ({
    id: v.contact.id,
    cards: v.cardsAll,
    created: v.contact.created,
  }))
  return <Merging key={ids} first={firstOrder(rows)} ids={wanted} back={back} />
}

interface MergingProps {
  first: api.MergeIn
  ids: string[]
  back: { to: string; label: string }
}

function Merging({ first, ids, back }: MergingProps) {
  const { t } = useTranslation()
  const go = useGo()
  const [order, setOrder] = useState(first)
  const plan = useMergePreview(order)
  const merge = useMerge()
  // The page may be gone before a mutation's own callbacks: the others are not there any more.
  const submit = async () => {
    const name = plan.data?.result.name ?? ''
    try {
      const { contact, undo } = await merge.mutateAsync(order)
      go(paths.contact(contact))
      undoToast({
        title: t('contacts.merged', { name }),
        undo,
        onUndone: () => go('/contacts/merge', { ids: ids.join('.') }),
      })
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <Page
      title={t('contacts.merge_title')}
      back={back}
      subtitle={t('contacts.merge_words')}
      actions={
        <Button
          leftSection={<IconArrowsJoin size={16} />}
          loading={merge.isPending}
          disabled={!plan.data}
          onClick={() => void submit()}
        >
          {t('contacts.merge_do', { count: ids.length })}
        </Button>
      }
    >
      <ErrorBox error={plan.error} onRetry={() => void plan.refetch()} />
      {plan.isPending && <LinesSkeleton count={8} />}
      {plan.data && (
        <div className={classes.frame}>
          <div className={classes.columns}>
            <MergeChoices plan={plan.data} order={order} onChange={setOrder} />
            <MergeResult plan={plan.data} />
          </div>
        </div>
      )}
    </Page>
  )
}
