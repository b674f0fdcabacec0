import type { api, crm } from '@wails/go/models'

/** A mailbox as it is edited. The secret is what was typed now; the saved one is never known here. */
export interface MailboxDraft {
  id: string
  account: string
  settings: crm.MailboxSettings
  secret: string
  newSecret: boolean
  hasSecret: boolean
}

type TLS = crm.MailboxSettings['tls']

/** The ports that servers usually listen on, by how the connection is protected. */
export const usualPorts: Record<TLS, number> = { tls: 993, starttls: 143, none: 143 }

/** The draft of a new mailbox, or of one that is there. A new one is like the first account. */
export function mailboxDraft(box?: crm.Mailbox, account?: crm.Account): MailboxDraft {
  const host = imapOf(account?.smtp?.host ?? '')
  return {
    id: box?.id ?? '',
    account: box?.account ?? account?.id ?? '',
    settings: box?.settings ?? {
      host,
      port: 993,
      tls: 'tls',
      same: Boolean(account?.hasSecret),
      user: '',
      folder: 'INBOX',
      days: 0,
      caFile: '',
    },
    secret: '',
    newSecret: !box || box.settings.same,
    hasSecret: Boolean(box?.hasSecret && !box.settings.same),
  }
}

/** Where the mail of a sending server is usually read; only a suggestion. */
export function imapOf(host: string): string {
  if (/(^|\.)(office365|outlook)\.com$/.test(host)) return 'outlook.office365.com'
  return host.replace(/^smtp\./, 'imap.')
}

/** Another protection brings its usual port, unless somebody chose an unusual one. */
export function withTLS(s: crm.MailboxSettings, tls: TLS): crm.MailboxSettings {
  const usual = Object.values(usualPorts).includes(s.port)
  return { ...s, tls, port: usual ? usualPorts[tls] : s.port }
}

/** What the backend is told; an untouched secret is null, which keeps the saved one. */
export function mailboxSave(d: MailboxDraft): api.SaveMailboxIn {
  const same = d.settings.same && d.account !== ''
  return {
    id: d.id,
    account: d.account,
    settings: { ...d.settings, same, user: same ? '' : d.settings.user.trim() },
    secret: same || !d.newSecret ? null : d.secret,
  }
}
