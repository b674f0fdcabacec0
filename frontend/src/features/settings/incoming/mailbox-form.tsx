import { Accordion, Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import type { MailboxDraft } from './draft'
import { withTLS } from './draft'
import { MailboxLogin } from './mailbox-login'

interface MailboxFormProps {
  draft: MailboxDraft
  change: (part: Partial<MailboxDraft>) => void
  problems: Problem[]
  accounts: crm.Account[]
}

/** Whose answers, on which server, how to sign in, and from when on. */
export function MailboxForm({ draft, change, problems, accounts }: MailboxFormProps) {
  const { t } = useTranslation()
  const s = draft.settings
  const set = (part: Partial<crm.MailboxSettings>) => change({ settings: { ...s, ...part } })
  const text = (key: 'host' | 'folder' | 'caFile', label: string) => ({
    label: t(`mailbox.${label}`),
    value: s[key],
    onChange: (e: React.ChangeEvent<HTMLInputElement>) => set({ [key]: e.currentTarget.value }),
    error: fieldError(problems, `settings.${key}`),
  })
  return (
    <>
      <Select
        label={t('mailbox.account')}
        allowDeselect={false}
        data={[
          { value: '', label: t('mailbox.everybody') },
          ...accounts.map((a) => ({ value: a.id, label: a.name })),
        ]}
        value={draft.account}
        onChange={(account) => change({ account: account ?? '' })}
        error={fieldError(problems, 'account')}
      />
      <Group align="flex-start" gap="xs" wrap="nowrap">
        <TextInput {...text('host', 'host')} required placeholder="imap.example.com" flex={1} />
        <NumberInput
          w={96}
          label={t('mailbox.port')}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          value={s.port}
          onChange={(v) => set({ port: Number(v) || 0 })}
          error={fieldError(problems, 'settings.port')}
        />
      </Group>
      <Select
        label={t('mailbox.tls')}
        allowDeselect={false}
        data={(['tls', 'starttls', 'none'] as const).map((value) => ({
          value,
          label: t(`mailbox.tls_${value}`),
        }))}
        value={s.tls}
        onChange={(v) => v && change({ settings: withTLS(s, v as crm.MailboxSettings['tls']) })}
        error={fieldError(problems, 'settings.tls')}
      />
      {draft.account !== '' && (
        <Checkbox
          label={t('mailbox.same')}
          checked={s.same}
          onChange={(e) => set({ same: e.currentTarget.checked })}
        />
      )}
      {!(s.same && draft.account !== '') && <MailboxLogin {...{ draft, change, problems, set }} />}
      <Select
        label={t('mailbox.begin')}
        allowDeselect={false}
        data={[
          { value: '0', label: t('mailbox.begin_now') },
          { value: '7', label: t('mailbox.begin_week') },
        ]}
        value={s.days > 0 ? '7' : '0'}
        onChange={(v) => set({ days: Number(v) })}
        error={fieldError(problems, 'settings.days')}
      />
      <Accordion variant="contained" mt="xs">
        <Accordion.Item value="more">
          <Accordion.Control>{t('settings.more')}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <TextInput {...text('folder', 'folder')} />
              <TextInput {...text('caFile', 'ca_file')} />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </>
  )
}
