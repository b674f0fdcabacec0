import type { api, crm } from '@wails/go/models'

/** A custom field's value as people edit it; null: not set. */
export type Value = string | number | boolean | string[] | null

/** What a person can edit of a card. */
export interface CardDraft {
  name: string
  status: string
  owner: string
  fields: Record<string, Value>
  contact: api.ContactIn
}

/** The draft of a card that is there. */
export function draftOf(view: api.CardView): CardDraft {
  const typed = (channel: string) => defaultFirst(view.contact?.addresses ?? [], channel)
  return {
    name: view.card.name,
    status: view.card.status,
    owner: view.card.owner,
    fields: { ...view.card.fields },
    contact: {
      firstName: view.contact?.firstName ?? '',
      lastName: view.contact?.lastName ?? '',
      company: view.company?.name ?? (view.contact?.kind === 'company' ? view.contact.name : ''),
      emails: typed('email'),
      phones: typed('sms'),
    },
  }
}

function defaultFirst(addresses: crm.Address[], channel: string): string[] {
  const mine = addresses.filter((a) => a.channel === channel)
  return [...mine.filter((a) => a.default), ...mine.filter((a) => !a.default)].map((a) => a.typed)
}

/** What a new card has in its fields: their defaults, on a day. */
export function defaultsOf(fields: crm.Field[], today: string): Record<string, Value> {
  const set = fields.filter((f) => f.default !== null)
  return Object.fromEntries(set.map((f) => [f.id, f.default === 'today' ? today : f.default]))
}

/** The draft of a new card. */
export function newDraft(
  status: string,
  owner: string,
  fields: Record<string, Value> = {},
): CardDraft {
  const contact = { firstName: '', lastName: '', company: '', emails: [''], phones: [''] }
  return { name: '', status, owner, fields, contact }
}

/** What the backend is told: no empty addresses; null is a field that is not set, whatever its default. */
export function saveOf(
  draft: CardDraft,
  card: { id: string; revision: number; product: string },
): api.SaveCardIn {
  const filled = (list: string[]) => list.map((s) => s.trim()).filter(Boolean)
  const fields = Object.entries(draft.fields).map(([id, v]) => [id, v === '' ? null : v])
  return {
    ...card,
    name: draft.name.trim(),
    status: draft.status,
    owner: draft.owner,
    fields: Object.fromEntries(fields),
    contact: {
      ...draft.contact,
      emails: filled(draft.contact.emails),
      phones: filled(draft.contact.phones),
    },
  } as api.SaveCardIn
}

/** Whether saving would change anything. */
export function changed(draft: CardDraft, base: CardDraft): boolean {
  return plain(draft) !== plain(base)
}

function plain(draft: CardDraft): string {
  const saved = saveOf(draft, { id: '', revision: 0, product: '' })
  const fields = Object.entries(saved.fields)
    .filter(([, v]) => v !== null)
    .sort(([a], [b]) => a.localeCompare(b))
  return JSON.stringify({ ...saved, fields })
}

/**
 * The draft after somebody else (or an automation) changed the card: what this person edited stays, the
 * rest follows.
 */
export function rebase(draft: CardDraft, was: CardDraft, is: CardDraft): CardDraft {
  const contact = overlay(draft.contact, was.contact, is.contact)
  const keys = new Set([...Object.keys(draft.fields), ...Object.keys(is.fields)])
  const fields: Record<string, Value> = {}
  for (const key of keys) {
    const value = draft.fields[key] ?? null
    const chosen = value === (was.fields[key] ?? null) ? (is.fields[key] ?? null) : value
    if (chosen !== null) fields[key] = chosen
  }
  const { name, status, owner } = overlay(
    { name: draft.name, status: draft.status, owner: draft.owner },
    { name: was.name, status: was.status, owner: was.owner },
    { name: is.name, status: is.status, owner: is.owner },
  )
  return { name, status, owner, fields, contact }
}

function overlay<T extends object>(mine: T, was: T, is: T): T {
  const entries = Object.entries(mine).map(([key, value]) => {
    const before = was[key as keyof T]
    const same = JSON.stringify(value) === JSON.stringify(before)
    return [key, same ? is[key as keyof T] : value]
  })
  return Object.fromEntries(entries) as T
}
