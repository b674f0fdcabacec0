import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { problemsOf } from '@/components/ui/problems'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import { useSaveCard } from './api'
import { CardFields, FormError, OwnFields } from './card-form'
import { ContactFields } from './contact-fields'
import { useSaidSave } from './said-save'
import { defaultsOf, newDraft, saveOf } from './state/draft'
import { StatusBar } from './status-bar'

/** A new card; saving it opens it. */
export function NewCardPage() {
  const { t } = useTranslation()
  const go = useGo()
  const { product, statuses, fields } = useProduct()
  const { me } = useWorkspace()
  const { today } = useFormat()
  const [draft, setDraft] = useState(() =>
    newDraft(statuses[0]?.id ?? '', me.id, defaultsOf(fields, today)),
  )
  const saver = useSaveCard()
  const said = useSaidSave()
  const problems = problemsOf(saver.error)
  const change = (part: Partial<typeof draft>) => setDraft((d) => ({ ...d, ...part }))
  const form = useFocusError(saver.error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(saveOf(draft, { id: '', revision: 0, product: product.id }), {
      onSuccess: (out) => {
        said(out)
        go(paths.card(product.id, out.card.card.id))
      },
    })
  }
  return (
    <Page
      narrow
      title={t('cards.new')}
      back={{ to: paths.cards(product.id), label: product.name }}
      actions={
        <Button
          type="submit"
          form="new-card"
          loading={saver.isPending}
          disabled={!draft.name.trim()}
        >
          {t('cards.create')}
        </Button>
      }
      toolbar={<StatusBar value={draft.status} onChange={(status) => change({ status })} />}
    >
      <form id="new-card" ref={form} onSubmit={submit} noValidate>
        <Stack gap="lg" maw={480}>
          <CardFields draft={draft} change={change} problems={problems} />
          <ContactFields draft={draft} change={change} problems={problems} />
          <OwnFields draft={draft} change={change} problems={problems} />
          <FormError error={saver.error} problems={problems} />
        </Stack>
      </form>
    </Page>
  )
}
