import { Accordion, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { AccountShare } from './account-share'
import { MailAddress } from './mail-address'
import { MailLogin } from './mail-login'
import { type AccountDraft, withTLS } from './state/account'

/** What an account's form gets. */
export interface AccountFormProps {
  draft: AccountDraft
  change: (part: Partial<AccountDraft>) => void
  problems: Problem[]
}

/** A mail server: who sends, where, and how to sign in. */
export function SmtpForm({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const s = draft.smtp
  const set = (part: Partial<crm.SMTPSettings>) => change({ smtp: { ...s, ...part } })
  const text = (key: 'fromName' | 'host' | 'caFile') => ({
    label: t(`settings.smtp.${key}`),
    value: s[key],
    onChange: (e: React.ChangeEvent<HTMLInputElement>) => set({ [key]: e.currentTarget.value }),
    error: fieldError(problems, `smtp.${key}`),
  })
  return (
    <>
      <MailAddress draft={draft} change={change} problems={problems} />
      <TextInput {...text('fromName')} />
      <Group align="flex-start" gap="xs" wrap="nowrap">
        <TextInput {...text('host')} required placeholder="smtp.example.com" flex={1} />
        <NumberInput
          w={96}
          label={t('settings.smtp.port')}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          value={s.port}
          onChange={(v) => set({ port: Number(v) || 0 })}
          error={fieldError(problems, 'smtp.port')}
        />
      </Group>
      <Select
        label={t('settings.smtp.tls')}
        allowDeselect={false}
        data={(['starttls', 'tls', 'none'] as const).map((value) => ({
          value,
          label: t(`settings.tls.${value}`),
        }))}
        value={s.tls}
        onChange={(v) => v && change({ smtp: withTLS(s, v as crm.SMTPSettings['tls']) })}
        error={fieldError(problems, 'smtp.tls')}
      />
      <MailLogin draft={draft} change={change} problems={problems} />
      <AccountShare draft={draft} change={change} problems={problems} />
      <Accordion variant="contained">
        <Accordion.Item value="more">
          <Accordion.Control>{t('settings.more')}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <TextInput
                label={t('settings.account_name')}
                description={t('settings.account_name_words')}
                value={draft.name}
                onChange={(e) => change({ name: e.currentTarget.value })}
                error={fieldError(problems, 'name')}
              />
              <TextInput {...text('caFile')} description={t('settings.smtp.caFile_words')} />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </>
  )
}
