import type { api } from '@wails/go/models'
import { z } from 'zod'
import { flag, text } from '@/lib/routing/use-view'

/** The choices of the list, kept in the address. */
export const contactsView = z.object({
  q: text,
  kind: z.enum(['', 'person', 'company']).catch(''),
  tag: text,
  sort: z.enum(['name', 'created', 'modified']).catch('name'),
  down: flag,
})

export type ContactsView = z.output<typeof contactsView>

/** What the backend is asked for; the page is the query's own. */
export type Ask = Omit<api.ListContactsIn, 'after' | 'limit'>

/** What the backend is asked for a view. */
export function askOf(view: ContactsView): Ask {
  return {
    kind: view.kind,
    company: '',
    tags: view.tag ? [view.tag] : [],
    search: view.q.trim(),
    sort: view.sort,
    desc: view.down,
  }
}

/** Whether the view leaves anything out. */
export function narrows(view: ContactsView): boolean {
  return Boolean(view.q.trim() || view.kind || view.tag)
}
