import { Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { backend } from '@/lib/api/client'
import type { AccountFormProps } from '../smtp-form'
import { headerLines } from '../state/account'

/** A provider whose HTTP API is known: fills the form in. */
export function GatewayProfile({ draft, change }: Omit<AccountFormProps, 'problems'>) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState('')
  const { data = [] } = useQuery({
    queryKey: ['gateway-profiles'],
    queryFn: () => backend.ListGatewayProfiles(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const profile = data.find((p) => p.id === chosen)
  const pick = (id: string | null) => {
    const found = data.find((p) => p.id === id)
    setChosen(id ?? '')
    if (!found) return
    const { from, price } = draft.gateway
    change({
      name: draft.name || found.name,
      gateway: { ...found.settings, from, price },
      headers: headerLines(found.settings.headers),
    })
  }
  return (
    <>
      <Select
        label={t('sms_gateway.profile')}
        description={t('sms_gateway.profile_words')}
        allowDeselect={false}
        data={[
          { value: '', label: t('sms_gateway.profile_own') },
          ...data.map((p) => ({ value: p.id, label: p.name })),
        ]}
        value={chosen}
        onChange={pick}
      />
      {profile && (
        <Text size="sm" c="dimmed">
          {profile.host && `${t('sms_gateway.profile_host')} `}
          {profile.secret === 'pair' && `${t('sms_gateway.secret_pair')}. `}
          {t(profile.idempotency > 0 ? 'sms_gateway.profile_key' : 'sms_gateway.profile_doubts')}
        </Text>
      )}
    </>
  )
}
