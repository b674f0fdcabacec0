import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { AccountList } from './account-list'
import type { EditAccount } from './sending-section'

/** The gateways that SMS leave through. */
export function SmsAccounts({ views, onEdit }: { views: api.AccountView[]; onEdit: EditAccount }) {
  const { t } = useTranslation()
  return (
    <AccountList
      channel="sms"
      title={t('settings.accounts.gateway')}
      none={t('settings.no_account.gateway')}
      views={views}
      onEdit={onEdit}
      add={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onEdit('gateway')}
        >
          {t('settings.add.gateway')}
        </Button>
      }
    />
  )
}
