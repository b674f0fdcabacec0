import type { api } from '@wails/go/models'
import { z } from 'zod'
import { text } from '@/lib/routing/use-view'

const states = [
  'uncertain',
  'held',
  'queued',
  'sending',
  'sent',
  'delivered',
  'failed',
  'expired',
  'suppressed',
  'cancelled',
] as const

export type MessageState = (typeof states)[number]
export type Decision = api.DecideMessagesIn['decision']

/** What the address keeps of the outbox. */
export const viewSchema = z.object({
  view: z.enum(['messages', 'away']).catch('messages'),
  state: z.enum(['', ...states]).catch(''),
  reason: text,
  channel: z.enum(['', 'email', 'sms']).catch(''),
  search: text,
})

export type View = z.output<typeof viewSchema>

/** What a person can decide of a message, by its state; the primary answer first. */
export const decisions: Partial<Record<MessageState, Decision[]>> = {
  uncertain: ['arrived', 'again', 'drop'],
  held: ['release', 'discard'],
  queued: ['now', 'recall'],
  failed: ['again'],
}

/** The states whose messages wait for a person's decision. */
export const urgent: MessageState[] = ['uncertain', 'held']

/**
 * Of a state's decisions those that can be taken now. In test mode nothing leaves, so nothing is released; only what
 * waits for its next attempt can be tried at once, and what was sent again already isn't once more.
 */
export function possibleNow(state: MessageState, reason: string, testMode: boolean): Decision[] {
  if (reason === 'sent_again') return []
  return (decisions[state] ?? []).filter((decision) => {
    if (decision === 'release') return !testMode
    return decision !== 'now' || reason === 'retry'
  })
}

/** The states that always have a tab; the others only while there are such messages. */
const always: MessageState[] = ['uncertain', 'held', 'queued', 'sent', 'failed']

/** The states with a tab, each with its count, in the order of the outbox. */
export function tabsOf(counts: api.StateCount[]): { state: MessageState; count: number }[] {
  const of = new Map(counts.map((c) => [c.state, c.count]))
  return states
    .map((state) => ({ state, count: of.get(state) ?? 0 }))
    .filter(({ state, count }) => count > 0 || always.includes(state))
}

/** The moment that matters of a message in its state, and what it is. */
export function momentOf(message: api.MessageRow['message']): { at: number; what: string } {
  switch (message.state) {
    case 'queued':
      return { at: message.due, what: 'due' }
    case 'held':
    case 'suppressed':
    case 'cancelled':
      return { at: message.settledAt || message.planned, what: 'planned' }
    default:
      return { at: message.handedAt || message.settledAt || message.created, what: 'handed' }
  }
}
