import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountList } from './account-list'
import { GatewayKindPicker } from './gateways/gateway-kind-picker'
import type { EditAccount } from './sending-section'

/** The gateways that SMS leave through. */
export function SmsAccounts({ views, onEdit }: { views: api.AccountView[]; onEdit: EditAccount }) {
  const { t } = useTranslation()
  const [picking, setPicking] = useState(false)
  return (
    <AccountList
      channel="sms"
      title={t('settings.accounts.gateway')}
      none={t('sms_gateway.none')}
      views={views}
      onEdit={onEdit}
      add={
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setPicking(true)}
          >
            {t('sms_gateway.add')}
          </Button>
          {picking && (
            <GatewayKindPicker
              onPick={(kind) => {
                setPicking(false)
                onEdit(kind)
              }}
              onClose={() => setPicking(false)}
            />
          )}
        </>
      }
    />
  )
}
