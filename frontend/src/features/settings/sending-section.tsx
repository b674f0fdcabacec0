import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { AccountCard } from './account-card'
import { AccountDrawer } from './account-drawer'
import { useAccounts } from './api'
import { TestModeBox } from './test-mode-box'

type Kind = 'smtp' | 'gateway'

/** How messages leave: test mode, the email account, the SMS gateway. */
export function SendingSection() {
  const accounts = useAccounts()
  const [editing, setEditing] = useState<{ kind: Kind; view?: api.AccountView }>()
  return (
    <Stack gap="xl">
      <TestModeBox />
      <ErrorBox error={accounts.error} onRetry={() => void accounts.refetch()} />
      {accounts.isPending && <LinesSkeleton />}
      {accounts.data &&
        (['smtp', 'gateway'] as const).map((kind) => (
          <Accounts
            key={kind}
            kind={kind}
            views={accounts.data.filter((a) => a.account.kind === kind)}
            onEdit={(view) => setEditing({ kind, view })}
          />
        ))}
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

interface AccountsProps {
  kind: Kind
  views: api.AccountView[]
  onEdit: (view?: api.AccountView) => void
}

function Accounts({ kind, views, onEdit }: AccountsProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={t(`settings.accounts.${kind}`)}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t(`settings.accounts.${kind}`)}</Title>
        <Button
          size="xs"
          variant={kind === 'smtp' && views.length === 0 ? 'filled' : 'default'}
          leftSection={<IconPlus size={14} />}
          onClick={() => onEdit()}
        >
          {t(`settings.add.${kind}`)}
        </Button>
      </Group>
      {views.length === 0 && <Text c="dimmed">{t(`settings.no_account.${kind}`)}</Text>}
      <Stack gap="sm">
        {views.map((v) => (
          <AccountCard key={v.account.id} view={v} onEdit={() => onEdit(v)} />
        ))}
      </Stack>
    </section>
  )
}
