import { ActionIcon, Group, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { backend } from '@/lib/api/client'
import { useWorkspaceChange } from '../api'

/** What is left at a provider that says so, and since when that is known. */
export function BalanceLine({ account }: { account: crm.Account }) {
  const { t, i18n } = useTranslation()
  const refresh = useWorkspaceChange((id: string) => backend.RefreshBalance({ id }))
  const { amount, currency, at } = account.balance
  if (account.channel !== 'sms' || at === 0) return null
  const shown = `${new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 }).format(amount)} ${currency}`
  return (
    <Group gap={4}>
      <Text size="sm">
        {t('sms_gateway.balance', { amount: shown.trim() })} · <When at={at} relative />
      </Text>
      <ActionIcon
        size="sm"
        aria-label={t('sms_gateway.refresh')}
        loading={refresh.isPending}
        onClick={() => refresh.mutate(account.id, { onError: toastError })}
      >
        <IconRefresh size={14} />
      </ActionIcon>
    </Group>
  )
}
