import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { SecretInput } from '../secret-input'
import type { AccountFormProps } from '../smtp-form'
import { AccountName } from './account-name'
import { KindText } from './kind-text'
import { SmsFields } from './sms-fields'

/** A place at Twilio. */
export function TwilioForm(form: AccountFormProps) {
  const { t } = useTranslation()
  const { draft, change, problems } = form
  return (
    <>
      <AccountName {...form} />
      <Text size="sm" c="dimmed">
        {t('sms_gateway.twilio.where')}
      </Text>
      <KindText
        at="twilio.accountSid"
        required
        value={draft.twilio.accountSid}
        onText={(accountSid) => change({ twilio: { accountSid: accountSid.trim() } })}
        problems={problems}
      />
      <SecretInput
        label={t('sms_gateway.twilio.secret')}
        draft={draft}
        change={change}
        error={fieldError(problems, 'twilio.secret')}
      />
      <SmsFields {...form} />
    </>
  )
}
