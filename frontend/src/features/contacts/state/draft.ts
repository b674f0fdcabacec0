import type { api, crm } from '@wails/go/models'

/** An address being typed: it keeps its key while its text changes. */
export interface AddressDraft extends api.AddressIn {
  key: string
}

/** A client being typed. */
export interface ContactDraft extends Omit<api.SaveContactIn, 'addresses'> {
  addresses: AddressDraft[]
}

let made = 0

/** An empty address of a channel. */
export function newAddress(channel: 'email' | 'sms', first = false): AddressDraft {
  made += 1
  return { key: `new-${made}`, id: '', channel, typed: '', label: '', default: first }
}

/** A new client, with one empty line for an email and a phone. */
export function newDraft(kind: 'person' | 'company', company = ''): ContactDraft {
  return {
    id: '',
    revision: 0,
    kind,
    company,
    companyName: '',
    firstName: '',
    lastName: '',
    name: '',
    website: '',
    postal: '',
    note: '',
    tags: [],
    addresses: [newAddress('email', true), newAddress('sms', true)],
  }
}

/** A client that is there, as a form shows it. */
export function draftOf(contact: crm.Contact, company?: crm.Contact): ContactDraft {
  const addresses = contact.addresses.map((a) => ({
    key: a.id,
    id: a.id,
    channel: a.channel,
    typed: a.typed,
    label: a.label,
    default: a.default,
  }))
  return {
    id: contact.id,
    revision: contact.revision,
    kind: contact.kind,
    company: contact.company,
    companyName: company?.name ?? '',
    firstName: contact.firstName,
    lastName: contact.lastName,
    name: contact.name,
    website: contact.website,
    postal: contact.postal,
    note: contact.note,
    tags: contact.tags,
    addresses,
  }
}

/** A whole name that isn't split has a field of its own. */
export function wholeName(contact: Pick<crm.Contact, 'kind' | 'firstName' | 'lastName' | 'name'>) {
  return contact.kind === 'person' && !contact.firstName && !contact.lastName && contact.name !== ''
}

/** What is sent: addresses without their keys, in the order of the form. */
export function saveOf(draft: ContactDraft): api.SaveContactIn {
  return { ...draft, addresses: draft.addresses.map(({ key: _, ...a }) => a) }
}

/** Another address becomes the default of its channel. */
export function withDefault(list: AddressDraft[], key: string): AddressDraft[] {
  const chosen = list.find((a) => a.key === key)
  return list.map((a) => (a.channel === chosen?.channel ? { ...a, default: a.key === key } : a))
}

/** Without an address; if it was the default one, the next of its channel is. */
export function without(list: AddressDraft[], key: string): AddressDraft[] {
  const gone = list.find((a) => a.key === key)
  const rest = list.filter((a) => a.key !== key)
  if (!gone?.default) return rest
  const next = rest.find((a) => a.channel === gone.channel)
  return next ? withDefault(rest, next.key) : rest
}
