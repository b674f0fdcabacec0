import { z } from 'zod'
import { text } from '@/lib/routing/use-view'

/** How far a forecast can look, in days. */
export const horizons = [14, 60, 180, 400] as const

/** What the address keeps of a forecast. */
export const viewSchema = z.object({
  scope: z.enum(['', 'all', 'new', 'now']).catch(''),
  days: z.coerce
    .number()
    .refine((n) => (horizons as readonly number[]).includes(n))
    .catch(60),
  day: text,
  step: z.coerce.number().int().min(0).catch(0),
  kind: text,
  outcome: z.enum(['', 'done', 'skipped', 'held', 'left', 'completed', 'stopped']).catch(''),
  reason: text,
  sequence: text,
  q: text,
})

export type View = z.output<typeof viewSchema>

/** What narrows the table. */
export type Narrowing = Pick<
  View,
  'day' | 'step' | 'kind' | 'outcome' | 'reason' | 'sequence' | 'q'
>

/** A table that leaves nothing out. */
export const wide: Narrowing = {
  day: '',
  step: 0,
  kind: '',
  outcome: '',
  reason: '',
  sequence: '',
  q: '',
}

/** Whether anything is left out of the table. */
export function isNarrow(view: Narrowing): boolean {
  return Object.keys(wide).some((k) => view[k as keyof Narrowing] !== wide[k as keyof Narrowing])
}
