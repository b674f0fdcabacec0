import { z } from 'zod'
import { text } from '@/lib/routing/use-view'
import type { Ask } from './api'

/** The reasons in the order in which they are offered. */
export const reasons = ['unsubscribed', 'complaint', 'bounced', 'manual', 'erased'] as const

/** The choices of the list, kept in the address. */
export const suppressionsView = z.object({
  q: text,
  channel: z.enum(['', 'email', 'sms']).catch(''),
  reason: z.enum(['', ...reasons]).catch(''),
})

export type SuppressionsView = z.output<typeof suppressionsView>

/** What the backend is asked for a view. */
export function askOf(view: SuppressionsView): Ask {
  return { search: view.q.trim(), channel: view.channel, reason: view.reason }
}

/** Whether the view leaves anything out. */
export function narrows(view: SuppressionsView): boolean {
  return Boolean(view.q.trim() || view.channel || view.reason)
}
