import { Button, Stack } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { otherProblems, ProblemList, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useSaveMailbox, useTestMailbox } from './api'
import { type MailboxDraft, mailboxDraft, mailboxSave } from './draft'
import { MailboxForm } from './mailbox-form'
import { MailboxSteps } from './mailbox-steps'

interface MailboxDrawerProps {
  box?: crm.Mailbox
  accounts: crm.Account[]
  /** The accounts that have a mailbox; "" where one is for all. */
  taken: string[]
  onClose: () => void
}

/** A mailbox as a form, with its test. */
export function MailboxDrawer({ box, accounts, taken, onClose }: MailboxDrawerProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() =>
    mailboxDraft(
      box,
      accounts.find((a) => !taken.includes(a.id)),
    ),
  )
  const saver = useSaveMailbox()
  const tester = useTestMailbox()
  const error = saver.error ?? tester.error
  const problems = problemsOf(error)
  const form = useFocusError(error)
  const change = (part: Partial<MailboxDraft>) => setDraft((d) => ({ ...d, ...part }))
  const submit = (e: FormEvent) => {
    e.preventDefault()
    tester.reset()
    saver.mutate(mailboxSave(draft), {
      onSuccess: (saved) => {
        toast({ title: t('settings.account_saved', { name: saved.settings.user }) })
        onClose()
      },
    })
  }
  const test = () => {
    saver.reset()
    tester.mutate(mailboxSave(draft))
  }
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={t(box ? 'mailbox.edit' : 'mailbox.new')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="default" loading={tester.isPending} onClick={test}>
            {t('mailbox.test')}
          </Button>
          <Button type="submit" form="mailbox" loading={saver.isPending}>
            {t('mailbox.save')}
          </Button>
        </>
      }
    >
      <form id="mailbox" ref={form} onSubmit={submit} noValidate>
        <Stack gap="sm">
          <MailboxForm draft={draft} change={change} problems={problems} accounts={accounts} />
          <ProblemList problems={otherProblems(problems, ['account', 'settings', 'secret'])} />
          {problems.length === 0 && <ErrorBox error={error} />}
          {tester.data && <MailboxSteps result={tester.data} />}
        </Stack>
      </form>
    </SideDrawer>
  )
}
