import { Group, Text } from '@mantine/core'
import { IconBan, IconDeviceMobileOff, IconMailX, IconUserQuestion } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'

/** What is known about an address: its international form, and why it gets nothing. */
export function AddressNote({ address }: { address: crm.Address }) {
  const { t } = useTranslation()
  const parts = [
    address.value !== address.typed && (
      <Text key="value" span size="xs" c="dimmed" className="num">
        {address.value}
      </Text>
    ),
    address.channel === 'sms' && !address.sms && (
      <ToneBadge key="sms" tone="grey" icon={IconDeviceMobileOff}>
        {t('cards.no_sms')}
      </ToneBadge>
    ),
    address.consent === 'unsubscribed' && (
      <ToneBadge key="consent" tone="red" icon={IconBan}>
        {t('cards.consent.unsubscribed')}
      </ToneBadge>
    ),
    address.consent === 'bounced' && (
      <ToneBadge key="consent" tone="red" icon={IconMailX}>
        {t('cards.consent.bounced')}
      </ToneBadge>
    ),
    address.consent === 'unconfirmed' && (
      <ToneBadge key="consent" tone="amber" icon={IconUserQuestion}>
        {t('cards.consent.unconfirmed')}
      </ToneBadge>
    ),
  ].filter(Boolean)
  if (parts.length === 0) return null
  return (
    <Group gap={6} mt={4}>
      {parts}
    </Group>
  )
}
