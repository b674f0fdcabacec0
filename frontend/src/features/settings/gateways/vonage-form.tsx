import { Select, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { SecretInput } from '../secret-input'
import type { AccountFormProps } from '../smtp-form'
import { AccountName } from './account-name'
import { HookedInput } from './hooked-input'
import { KindText } from './kind-text'
import { SmsFields } from './sms-fields'

const signatures = ['none', 'md5hash', 'md5', 'sha1', 'sha256', 'sha512'] as const

/** A place at Vonage. */
export function VonageForm(form: AccountFormProps) {
  const { t } = useTranslation()
  const { draft, change, problems } = form
  const set = (part: Partial<crm.VonageSettings>) =>
    change({ vonage: { ...draft.vonage, ...part } })
  return (
    <>
      <AccountName {...form} />
      <Text size="sm" c="dimmed">
        {t('sms_gateway.vonage.where')}
      </Text>
      <KindText
        at="vonage.apiKey"
        required
        value={draft.vonage.apiKey}
        onText={(apiKey) => set({ apiKey: apiKey.trim() })}
        problems={problems}
      />
      <SecretInput
        label={t('sms_gateway.vonage.secret')}
        draft={draft}
        change={change}
        error={fieldError(problems, 'vonage.secret')}
      />
      <SmsFields {...form} />
      <Select
        label={t('sms_gateway.vonage.signature')}
        allowDeselect={false}
        data={signatures.map((value) => ({
          value,
          label: value === 'none' ? t('sms_gateway.vonage.none') : value.toUpperCase(),
        }))}
        value={draft.vonage.signature}
        onChange={(v) => v && set({ signature: v as crm.VonageSettings['signature'] })}
        error={fieldError(problems, 'vonage.signature')}
      />
      {draft.vonage.signature !== 'none' && (
        <HookedInput
          label={t('sms_gateway.vonage.hooked')}
          draft={draft}
          change={change}
          error={fieldError(problems, 'vonage.hooked')}
        />
      )}
    </>
  )
}
