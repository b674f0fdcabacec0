import type { api, crm } from '@wails/go/models'
import { imapOf, type MailboxDraft } from '../incoming/draft'

/** A mailbox whose mails become cards, as it is edited; its login as that of any mailbox. */
export interface LeadBoxDraft extends MailboxDraft {
  name: string
  active: boolean
  route: crm.LeadRoute
  rules: crm.LeadRules
}

/** Where leads go while nobody said anything else. */
export function newRoute(product: string): crm.LeadRoute {
  return {
    product,
    status: '',
    owning: 'none',
    owners: [],
    duplicates: 'update',
    consent: 'unconfirmed',
    agreed: '',
  }
}

const newRules: crm.LeadRules = {
  from: [],
  subject: [],
  client: 'sender',
  title: 'card.name',
  body: true,
  files: true,
  known: true,
  labels: [],
  moveTo: '',
}

/** The draft of a new mailbox, or of one that is there. A new one is off until it was tried. */
export function leadBoxDraft(
  product: string,
  box?: crm.LeadBox,
  account?: crm.Account,
): LeadBoxDraft {
  return {
    id: box?.id ?? '',
    name: box?.name ?? '',
    active: box?.active ?? false,
    account: box?.account ?? account?.id ?? '',
    settings: box?.settings ?? {
      host: imapOf(account?.smtp?.host ?? ''),
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
    route: box?.route ?? newRoute(product),
    rules: box?.rules ?? newRules,
  }
}

/** What the backend is told; an untouched secret is null, which keeps the saved one. */
export function leadBoxSave(d: LeadBoxDraft): api.SaveLeadBoxIn {
  const same = d.settings.same && d.account !== ''
  return {
    id: d.id,
    name: d.name,
    active: d.active,
    account: d.account,
    settings: { ...d.settings, same, user: same ? '' : d.settings.user.trim() },
    secret: same || !d.newSecret ? null : d.secret,
    route: d.route,
    rules: d.rules,
  }
}

/** The draft with one more rule, for a label that was found in a mail. */
export function withLabel(d: LeadBoxDraft, label: string): LeadBoxDraft {
  return {
    ...d,
    rules: { ...d.rules, labels: [...d.rules.labels, { labels: [label], key: '' }] },
  }
}
