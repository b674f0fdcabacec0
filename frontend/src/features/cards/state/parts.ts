import type { crm } from '@wails/go/models'
import type { FieldValue } from '@/components/ui/field-input'

/** A part of a card as the API has it; null: not set. */
export type Value = FieldValue

/** One part of a card: its name, status, owner, tags, or the field of that id. */
export function partOf(card: crm.Card, part: string): Value {
  switch (part) {
    case 'name':
      return card.name
    case 'status':
      return card.status
    case 'owner':
      return card.owner || null
    case 'tags':
      return card.tags
    default:
      return (card.fields[part] as Value | undefined) ?? null
  }
}

/** Whether two values say the same; an empty text or list is "not set". */
export function sameValue(a: Value, b: Value): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

function plain(v: Value): Value {
  if (v === '' || (Array.isArray(v) && v.length === 0)) return null
  return Array.isArray(v) ? [...v].sort() : v
}

/** The types whose input is done with one choice; the others wait for Enter or for leaving. */
export function savesAtOnce(type: crm.Field['type']): boolean {
  return ['choice', 'yesno', 'date', 'file'].includes(type)
}
