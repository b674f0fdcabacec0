import { Button } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { otherProblems, ProblemList, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useProducts } from '@/lib/workspace/workspace'
import { useSaveLeadBox, useTryLeadBox } from './api'
import { leadBoxDraft, leadBoxSave, withLabel } from './draft'
import { LeadBoxForm } from './lead-box-form'
import { TriedMails } from './tried-mails'

interface LeadBoxDrawerProps {
  box?: crm.LeadBox
  accounts: crm.Account[]
  onClose: () => void
}

const shown = ['name', 'account', 'settings', 'secret', 'route', 'rules']

/** A mailbox whose mails become cards as a form; a try shows what would become of the last ten. */
export function LeadBoxDrawer({ box, accounts, onClose }: LeadBoxDrawerProps) {
  const { t } = useTranslation()
  const product = useProducts()[0]?.product.id ?? ''
  const [draft, setDraft] = useState(() => leadBoxDraft(product, box, accounts[0]))
  const saver = useSaveLeadBox()
  const tester = useTryLeadBox()
  const error = saver.error ?? tester.error
  const problems = problemsOf(error)
  const form = useFocusError(error)
  const save = (e?: FormEvent) => {
    e?.preventDefault()
    tester.reset()
    saver.mutate(leadBoxSave(draft), {
      onSuccess: (saved) => {
        toast({ title: t('settings.account_saved', { name: saved.name }) })
        onClose()
      },
    })
  }
  const test = () => {
    saver.reset()
    tester.mutate(leadBoxSave(draft))
  }
  const tried = tester.data
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={t(tried ? 'incoming.tried_title' : box ? 'incoming.box_edit' : 'incoming.box_new')}
      footer={
        <>
          <Button variant="default" onClick={tried ? () => tester.reset() : onClose}>
            {t(tried ? 'incoming.back' : 'common.cancel')}
          </Button>
          {!tried && (
            <Button variant="default" loading={tester.isPending} onClick={test}>
              {t('incoming.try')}
            </Button>
          )}
          <Button loading={saver.isPending} onClick={() => save()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      {tried ? (
        <TriedMails
          result={tried}
          product={draft.route.product}
          onLabel={(label) => {
            setDraft((d) => withLabel(d, label))
            tester.reset()
          }}
        />
      ) : (
        <form ref={form} onSubmit={save} noValidate>
          <LeadBoxForm
            draft={draft}
            accounts={accounts}
            problems={problems}
            change={(part) => setDraft((d) => ({ ...d, ...part }))}
          />
          <ProblemList problems={otherProblems(problems, shown)} />
          {problems.length === 0 && <ErrorBox error={error} />}
        </form>
      )}
    </SideDrawer>
  )
}
