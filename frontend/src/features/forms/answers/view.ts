import { z } from 'zod'
import { text } from '@/lib/routing/use-view'

/** The views of what was sent in; "" is all of it. */
export const states = ['', 'quarantined', 'accepted', 'waiting', 'refused', 'discarded'] as const

/** What the page shows, kept in its address. */
export const viewSchema = z.object({
  state: z.enum(states).catch(''),
  /** The one in the drawer. */
  open: text.catch(''),
})
