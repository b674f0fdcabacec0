import { Stack } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { AccountDrawer } from './account-drawer'
import { useAccounts } from './api'
import { EmailAccounts } from './email-accounts'
import { KeyPlace } from './key-place'
import { SmsAccounts } from './sms-accounts'
import type { AccountKind } from './state/account'
import { TestModeBox } from './test-mode-box'

/** Opens an account as a form, or a new one of a kind. */
export type EditAccount = (kind: AccountKind, view?: api.AccountView) => void

/** How messages leave: test mode, the email accounts, the SMS gateways. */
export function SendingSection() {
  const accounts = useAccounts()
  const [editing, setEditing] = useState<{ kind: AccountKind; view?: api.AccountView }>()
  const edit: EditAccount = (kind, view) => setEditing({ kind, view })
  const of = (channel: string) => accounts.data?.filter((a) => a.account.channel === channel) ?? []
  return (
    <Stack gap="xl">
      <TestModeBox />
      <ErrorBox error={accounts.error} onRetry={() => void accounts.refetch()} />
      {accounts.isPending && <LinesSkeleton />}
      {accounts.data && (
        <>
          <EmailAccounts views={of('email')} onEdit={edit} />
          <SmsAccounts views={of('sms')} onEdit={edit} />
          <KeyPlace />
        </>
      )}
      {editing && (
        <AccountDrawer
          kind={editing.kind}
          view={editing.view}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Stack>
  )
}
