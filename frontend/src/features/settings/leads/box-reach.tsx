import { Accordion, Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { type MailboxDraft, withTLS } from '../incoming/draft'
import { MailboxLogin } from '../incoming/mailbox-login'

interface BoxReachProps {
  draft: MailboxDraft
  change: (part: Partial<MailboxDraft>) => void
  problems: Problem[]
  accounts: crm.Account[]
}

/** On which server the mailbox is, how to sign in, which folder, and from when on. */
export function BoxReach({ draft, change, problems, accounts }: BoxReachProps) {
  const { t } = useTranslation()
  const s = draft.settings
  const set = (part: Partial<crm.MailboxSettings>) => change({ settings: { ...s, ...part } })
  const text = (key: 'host' | 'folder' | 'caFile', label: string) => ({
    label: t(label),
    value: s[key],
    onChange: (e: React.ChangeEvent<HTMLInputElement>) => set({ [key]: e.currentTarget.value }),
    error: fieldError(problems, `settings.${key}`),
  })
  const own = !(s.same && draft.account !== '')
  return (
    <Stack gap="sm">
      <Group align="flex-start" gap="xs" wrap="nowrap">
        <TextInput
          {...text('host', 'mailbox.host')}
          required
          placeholder="imap.example.com"
          flex={1}
        />
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
      {accounts.length > 0 && (
        <Select
          label={t('incoming.login')}
          allowDeselect={false}
          data={[
            { value: '', label: t('incoming.login_own') },
            ...accounts.map((a) => ({ value: a.id, label: a.name })),
          ]}
          value={s.same ? draft.account : ''}
          onChange={(id) => change({ account: id ?? '', settings: { ...s, same: Boolean(id) } })}
          error={fieldError(problems, 'account')}
        />
      )}
      {own && <MailboxLogin {...{ draft, change, problems, set }} />}
      <TextInput {...text('folder', 'mailbox.folder')} description={t('incoming.folder_help')} />
      <Checkbox
        label={t('incoming.week')}
        checked={s.days > 0}
        onChange={(e) => set({ days: e.currentTarget.checked ? 7 : 0 })}
      />
      <Accordion variant="contained">
        <Accordion.Item value="more">
          <Accordion.Control>{t('settings.more')}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <Select
                label={t('mailbox.tls')}
                allowDeselect={false}
                data={(['tls', 'starttls', 'none'] as const).map((value) => ({
                  value,
                  label: t(`mailbox.tls_${value}`),
                }))}
                value={s.tls}
                onChange={(v) =>
                  v && change({ settings: withTLS(s, v as crm.MailboxSettings['tls']) })
                }
                error={fieldError(problems, 'settings.tls')}
              />
              <TextInput {...text('caFile', 'mailbox.ca_file')} />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  )
}
