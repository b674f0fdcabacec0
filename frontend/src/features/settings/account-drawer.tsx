import { Button, Stack } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type ComponentType, type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { otherProblems, ProblemList, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useSaveAccount } from './api'
import { GatewayForm } from './gateway-form'
import { AndroidForm } from './gateways/android-form'
import { GammuForm } from './gateways/gammu-form'
import { SmppForm } from './gateways/smpp-form'
import { TwilioForm } from './gateways/twilio-form'
import { VonageForm } from './gateways/vonage-form'
import { type AccountFormProps, SmtpForm } from './smtp-form'
import { type AccountDraft, type AccountKind, accountDraft, accountSave } from './state/account'

/** The form of each kind of account; each is a file of its own. */
const forms: Partial<Record<AccountKind, ComponentType<AccountFormProps>>> = {
  smtp: SmtpForm,
  gateway: GatewayForm,
  twilio: TwilioForm,
  vonage: VonageForm,
  android: AndroidForm,
  smpp: SmppForm,
  gammu: GammuForm,
}

interface AccountDrawerProps {
  kind: AccountKind
  view?: api.AccountView
  onClose: () => void
}

/** An account as a form. */
export function AccountDrawer({ kind, view, onClose }: AccountDrawerProps) {
  const { t } = useTranslation()
  const { me, workspace } = useWorkspace()
  const [draft, setDraft] = useState(() =>
    accountDraft(kind, view?.account, { name: workspace.name, email: me.email }),
  )
  const saver = useSaveAccount()
  const problems = problemsOf(saver.error)
  const change = (part: Partial<AccountDraft>) => setDraft((d) => ({ ...d, ...part }))
  const form = useFocusError(saver.error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(accountSave(draft), {
      onSuccess: ({ account }) => {
        toast({ title: t('settings.account_saved', { name: account.name }) })
        onClose()
      },
    })
  }
  const Form = forms[kind] ?? SmtpForm
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={
        view
          ? view.account.name
          : t(kind === 'smtp' ? 'settings.add.smtp' : `sms_gateway.kind.${kind}`)
      }
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form="account" loading={saver.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id="account" ref={form} onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Form draft={draft} change={change} problems={problems} />
          <ProblemList
            problems={otherProblems(problems, [
              'name',
              'owner',
              'perMinute',
              'perDay',
              'smtp',
              'gateway',
              'twilio',
              'vonage',
              'android',
              'smpp',
              'gammu',
              'sms',
            ])}
          />
          {problems.length === 0 && <ErrorBox error={saver.error} />}
        </Stack>
      </form>
    </SideDrawer>
  )
}
