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

/** A phone with SMS Gateway for Android. */
export function AndroidForm(form: AccountFormProps) {
  const { t } = useTranslation()
  const { draft, change, problems } = form
  const set = (part: Partial<crm.AndroidSettings>) =>
    change({ android: { ...draft.android, ...part } })
  return (
    <>
      <AccountName {...form} />
      <Text size="sm" c="dimmed">
        {t('sms_gateway.android.where')}
      </Text>
      <KindText
        at="android.url"
        required
        placeholder="http://192.168.1.20:8080"
        value={draft.android.url}
        onText={(url) => set({ url: url.trim() })}
        problems={problems}
      />
      <KindText
        at="android.user"
        required
        value={draft.android.user}
        onText={(user) => set({ user })}
        problems={problems}
      />
      <SecretInput
        label={t('sms_gateway.android.secret')}
        draft={draft}
        change={change}
        error={fieldError(problems, 'android.secret')}
      />
      <Select
        label={t('sms_gateway.android.sim')}
        allowDeselect={false}
        data={[0, 1, 2, 3].map((n) => ({
          value: String(n),
          label: n === 0 ? t('sms_gateway.android.sim_0') : t('sms_gateway.android.sim_n', { n }),
        }))}
        value={String(draft.android.sim)}
        onChange={(v) => v && set({ sim: Number(v) })}
        error={fieldError(problems, 'android.sim')}
      />
      <SmsFields {...form} local senderless />
      {draft.sms.publicUrl && (
        <HookedInput label={t('sms_gateway.android.hooked')} draft={draft} change={change} />
      )}
    </>
  )
}
