import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { AccountList } from './account-list'
import type { EditAccount } from './sending-section'

/** The mail servers that emails leave through. */
export function EmailAccounts({
  views,
  onEdit,
}: {
  views: api.AccountView[]
  onEdit: EditAccount
}) {
  const { t } = useTranslation()
  return (
    <AccountList
      channel="email"
      title={t('settings.accounts.smtp')}
      none={t('settings.no_account.smtp')}
      views={views}
      onEdit={onEdit}
      add={
        <Button
          size="xs"
          variant={views.length === 0 ? 'filled' : 'default'}
          leftSection={<IconPlus size={14} />}
          onClick={() => onEdit('smtp')}
        >
          {t('settings.add.smtp')}
        </Button>
      }
    />
  )
}
