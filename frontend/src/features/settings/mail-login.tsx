import { Select, Text, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { SecretInput } from './secret-input'
import type { AccountFormProps } from './smtp-form'

/** How the account signs in: a password, a provider, or not at all. */
export function MailLogin({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const s = draft.smtp
  const set = (part: Partial<crm.SMTPSettings>) => change({ smtp: { ...s, ...part } })
  const sure = s.auth === 'oauth2'
  const choose = (value: string | null) => {
    const auth = (value ?? s.auth) as crm.SMTPSettings['auth']
    const provider = s.oauth.provider || 'google'
    set({ auth, oauth: auth === 'oauth2' ? { ...s.oauth, provider } : s.oauth })
  }
  return (
    <>
      <Select
        label={t('settings.smtp.auth')}
        allowDeselect={false}
        data={(['auto', 'plain', 'login', 'oauth2', 'none'] as const).map((value) => ({
          value,
          label: t(`account.auth.${value}`),
        }))}
        value={s.auth}
        onChange={choose}
        error={fieldError(problems, 'smtp.auth')}
      />
      {s.auth !== 'none' && (
        <TextInput
          label={t('settings.smtp.user')}
          autoComplete="off"
          value={s.user}
          onChange={(e) => set({ user: e.currentTarget.value })}
          error={fieldError(problems, 'smtp.user')}
        />
      )}
      {sure && <OAuthFields draft={draft} change={change} problems={problems} />}
      {!sure && s.auth !== 'none' && (
        <SecretInput
          label={t('settings.smtp.password')}
          draft={draft}
          change={change}
          error={fieldError(problems, 'smtp.password', 'smtp.secret')}
        />
      )}
    </>
  )
}

/** The program as it was registered with the provider. */
function OAuthFields({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const { oauth } = draft.smtp
  const set = (part: Partial<crm.OAuthClient>) =>
    change({ smtp: { ...draft.smtp, oauth: { ...oauth, ...part } } })
  const text = (key: 'clientId' | 'tenant') => ({
    label: t(`account.oauth_${key}`),
    autoComplete: 'off',
    value: oauth[key],
    onChange: (e: React.ChangeEvent<HTMLInputElement>) =>
      set({ [key]: e.currentTarget.value.trim() }),
    error: fieldError(problems, `smtp.oauth.${key}`),
  })
  return (
    <>
      <Select
        label={t('account.oauth_provider')}
        allowDeselect={false}
        data={[
          { value: 'google', label: 'Google' },
          { value: 'microsoft', label: 'Microsoft' },
        ]}
        value={oauth.provider || null}
        onChange={(v) => v && set({ provider: v as crm.OAuthClient['provider'] })}
        error={fieldError(problems, 'smtp.oauth.provider')}
      />
      {oauth.provider && (
        <Text size="sm" c="dimmed">
          {t(`account.oauth_where.${oauth.provider}`)}
        </Text>
      )}
      <TextInput {...text('clientId')} required />
      <SecretInput
        label={t('account.oauth_secret')}
        draft={draft}
        change={change}
        error={fieldError(problems, 'smtp.secret')}
      />
      {oauth.provider === 'microsoft' && (
        <TextInput {...text('tenant')} description={t('account.oauth_tenant_words')} />
      )}
    </>
  )
}
