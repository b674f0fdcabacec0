import type { api } from '@wails/go/models'
import { z } from 'zod'
import type { Action } from '@/lib/jobs/use-acts'
import { text } from '@/lib/routing/use-view'

/** What a list of cards in an automation can be about. */
export const states = [
  'live',
  'waiting',
  'sending',
  'held',
  'paused',
  'uncertain',
  'done',
  'skipped',
  'failed',
  'completed',
  'left',
  'stopped',
] as const

export type State = (typeof states)[number]

/** What the address keeps of the running view. */
export const viewSchema = z.object({
  state: z.enum(['all', ...states]).catch('live'),
  step: text,
  reason: text,
  day: text,
  q: text,
})

export type View = z.output<typeof viewSchema>

/** A number's door: the list that it counts. */
export type Door = Partial<Omit<View, 'q'>>

/** The list of a door, and nothing else of what was looked at before. */
export function through(door: Door): Partial<View> {
  return { state: 'all', step: '', reason: '', day: '', ...door }
}

/** What the backend is asked for a view. */
export function askOf(sequence: string, view: View, days: api.RunningDay[]): api.RunningAsk {
  const day = days.find((d) => d.day === view.day)
  return {
    sequence,
    step: view.step,
    state: view.state === 'all' ? '' : view.state,
    reason: view.reason,
    from: day?.from ?? 0,
    to: day?.to ?? 0,
    search: view.q.trim(),
  }
}

/** Whether a door is the list that is shown now. */
export function isOpen(view: View, door: Door): boolean {
  const to = through(door)
  return (['state', 'step', 'reason', 'day'] as const).every((key) => view[key] === to[key])
}

/** What can be done with the cards of a list. */
export function actionsFor(state: View['state']): Action[] {
  switch (state) {
    case 'held':
      return ['send', 'skip', 'stop']
    case 'paused':
      return ['resume', 'skip', 'stop']
    case 'completed':
    case 'left':
    case 'stopped':
      return []
    default:
      return ['skip', 'pause', 'resume', 'stop']
  }
}

/** What can be done with one card. */
export function actionsOf(row: api.RunningRow): Action[] {
  if (!row.pending || !row.mine) return []
  const pause: Action = row.pausedBy ? 'resume' : 'pause'
  return row.state === 'held' ? ['send', 'skip', pause, 'stop'] : ['skip', pause, 'stop']
}
