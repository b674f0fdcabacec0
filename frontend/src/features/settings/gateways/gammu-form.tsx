import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AccountFormProps } from '../smtp-form'
import { AccountName } from './account-name'
import { KindText } from './kind-text'
import { SmsFields } from './sms-fields'

/** A modem behind gammu-smsd: its folders. */
export function GammuForm(form: AccountFormProps) {
  const { t } = useTranslation()
  const { draft, change, problems } = form
  return (
    <>
      <AccountName {...form} />
      <Text size="sm" c="dimmed">
        {t('sms_gateway.gammu.where')}
      </Text>
      {(['outbox', 'sent', 'error', 'inbox'] as const).map((key) => (
        <KindText
          key={key}
          at={`gammu.${key}`}
          required={key !== 'inbox'}
          value={draft.gammu[key]}
          onText={(folder) => change({ gammu: { ...draft.gammu, [key]: folder.trim() } })}
          problems={problems}
        />
      ))}
      <SmsFields {...form} senderless />
    </>
  )
}
