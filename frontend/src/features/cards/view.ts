import type { api } from '@wails/go/models'
import { z } from 'zod'
import { flag, text } from '@/lib/routing/use-view'

/** The choices of the list, kept in the address. */
export const cardsView = z.object({
  q: text,
  status: text,
  filter: text,
  owner: text,
  sort: z.enum(['name', 'created', 'modified', 'status']).catch('modified'),
  up: flag,
})

export type CardsView = z.output<typeof cardsView>

/** What the backend is asked for a view. */
export function askOf(product: string, view: CardsView): Omit<api.ListCardsIn, 'after' | 'limit'> {
  return {
    product,
    filter: view.filter,
    status: view.status,
    owner: view.owner,
    search: view.q.trim(),
    sort: view.sort,
    desc: !view.up,
  }
}

/** Whether the view leaves anything out. */
export function narrows(view: CardsView): boolean {
  return Boolean(view.q.trim() || view.status || view.filter || view.owner)
}
