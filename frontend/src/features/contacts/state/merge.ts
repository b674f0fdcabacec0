import type { api } from '@wails/go/models'

/** A merge as it is asked for first: the client with the most cards stays. */
export function firstOrder(rows: Pick<api.ContactRow, 'id' | 'cards' | 'created'>[]): api.MergeIn {
  const [keep] = [...rows].sort((a, b) => b.cards - a.cards || a.created - b.created)
  return keeping(
    rows.map((r) => r.id),
    keep?.id ?? '',
  )
}

/** One of some clients stays; what was chosen before is forgotten. */
export function keeping(ids: string[], keep: string): api.MergeIn {
  return {
    keep,
    others: ids.filter((id) => id !== keep),
    name: '',
    company: '',
    website: '',
    postal: '',
    email: '',
    phone: '',
  }
}

/** One answer to what clients say differently. */
export function choosing(
  order: api.MergeIn,
  what: api.MergeConflict['what'],
  option: api.MergeOption,
): api.MergeIn {
  const value = what === 'email' || what === 'phone' ? option.value : option.contact
  return { ...order, [what]: value }
}

/** Which answer is chosen: at once as it was clicked, before the preview says so too. */
export function chosenOf(order: api.MergeIn, conflict: api.MergeConflict): number {
  const wish = order[conflict.what]
  const i = conflict.options.findIndex((o) => wish && (o.value === wish || o.contact === wish))
  return i < 0 ? conflict.chosen : i
}
