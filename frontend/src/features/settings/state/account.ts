import type { api, crm } from '@wails/go/models'
import { type GatewayDraft, gatewayDraft, gatewaySave, noRules } from '../gateways/draft'

/** How an account hands over. */
export type AccountKind = crm.Account['kind']

/** An account as it is edited. The secret is what was typed now; the saved one is never known here. */
export interface AccountDraft extends GatewayDraft {
  id: string
  kind: AccountKind
  name: string
  /** Whose emails go through it; '' for all. */
  owner: string
  perMinute: number
  perDay: number
  /** The server that was filled in for the address, and not typed. */
  guessed: string
  smtp: crm.SMTPSettings
  gateway: crm.GatewaySettings
  headers: string
  secret: string
  /** The secret was touched: what is typed replaces the saved one, even if it is nothing. */
  newSecret: boolean
  hasSecret: boolean
}

const smtp: crm.SMTPSettings = {
  host: '',
  port: 587,
  tls: 'starttls',
  user: '',
  auth: 'auto',
  fromName: '',
  fromEmail: '',
  caFile: '',
  oauth: { provider: '', clientId: '', tenant: '' },
}

const gateway: crm.GatewaySettings = {
  url: '',
  method: 'POST',
  headers: {},
  contentType: 'json',
  body: '{"to": "{{to}}", "text": "{{text}}", "from": "{{from}}"}',
  from: '',
  keyHeader: 'Idempotency-Key',
  idPath: '',
  okPath: '',
  okValue: '',
  keyHours: 0,
  lookupUrl: '',
  allowPrivate: false,
  price: 0,
  currency: 'EUR',
  ...noRules,
}

/** The ports that servers usually listen on, by how the connection is protected. */
export const usualPorts: Record<crm.SMTPSettings['tls'], number> = {
  starttls: 587,
  tls: 465,
  none: 25,
}

/** The draft of a new account, or of one that is there. */
export function accountDraft(
  kind: AccountKind,
  account: crm.Account | undefined,
  sender: { name: string; email: string },
): AccountDraft {
  return {
    id: account?.id ?? '',
    kind,
    name: account?.name ?? '',
    owner: account?.owner ?? '',
    perMinute: account?.perMinute ?? 0,
    perDay: account?.perDay ?? 0,
    guessed: '',
    smtp: account?.smtp ?? {
      ...smtp,
      fromName: sender.name,
      fromEmail: sender.email,
      user: sender.email,
    },
    gateway: account?.gateway ?? gateway,
    headers: headerLines(account?.gateway?.headers ?? { Authorization: 'Bearer {{secret}}' }),
    secret: '',
    newSecret: !account,
    hasSecret: account?.hasSecret ?? false,
    ...gatewayDraft(kind, account),
  }
}

/** The server of a provider, with what it lets through. */
export function withPreset(draft: AccountDraft, preset: crm.MailPreset): Partial<AccountDraft> {
  const { host, port, tls, oauth, onlyOAuth } = preset
  const fits = oauth !== '' && (onlyOAuth || draft.smtp.auth === 'oauth2')
  const auth = fits ? 'oauth2' : draft.smtp.auth === 'oauth2' ? 'auto' : draft.smtp.auth
  return {
    guessed: host,
    perMinute: preset.perMinute,
    perDay: preset.perDay,
    smtp: { ...draft.smtp, host, port, tls, auth, oauth: { ...draft.smtp.oauth, provider: oauth } },
  }
}

/** What a guess fills in: nothing where somebody typed a server. */
export function withGuess(draft: AccountDraft, guess: crm.MailGuess): Partial<AccountDraft> {
  const untouched = draft.smtp.host === '' || draft.smtp.host === draft.guessed
  return untouched ? withPreset(draft, guess.preset) : {}
}

/** Another address: the user name follows it as long as it was the same. */
export function withAddress(settings: crm.SMTPSettings, fromEmail: string): crm.SMTPSettings {
  const follows = settings.user === settings.fromEmail
  return { ...settings, fromEmail, user: follows ? fromEmail : settings.user }
}

/** Another protection brings its usual port, unless somebody chose an unusual one. */
export function withTLS(
  settings: crm.SMTPSettings,
  tls: crm.SMTPSettings['tls'],
): crm.SMTPSettings {
  const usual = Object.values(usualPorts).includes(settings.port)
  return { ...settings, tls, port: usual ? usualPorts[tls] : settings.port }
}

/** Headers as lines "Name: value". */
export function headerLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

/** Headers from lines "Name: value"; a line without a colon is a name without a value. */
export function readHeaders(lines: string): Record<string, string> {
  const pairs = lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const at = line.indexOf(':')
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    })
  return Object.fromEntries(pairs)
}

/** What the backend is told; an untouched secret is null, which keeps the saved one. */
export function accountSave(d: AccountDraft): api.SaveAccountIn {
  return {
    id: d.id,
    kind: d.kind,
    name: d.name.trim(),
    owner: d.owner,
    perMinute: d.perMinute,
    perDay: d.perDay,
    smtp: d.kind === 'smtp' ? d.smtp : undefined,
    gateway: d.kind === 'gateway' ? { ...d.gateway, headers: readHeaders(d.headers) } : undefined,
    ...gatewaySave(d.kind, d),
    secret: d.newSecret ? d.secret : null,
  }
}
