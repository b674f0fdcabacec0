import type { i18n } from 'i18next'
import type { Phrase } from '@/lib/api/client'
import { formatAmount, formatDate, formatInstant } from './format'
import { words } from './setup'

let workspaceZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Moments are shown on the workspace's clock, once it is known. */
export function setZone(zone: string): void {
  workspaceZone = zone
}

export function zone(): string {
  return workspaceZone
}

/** The sentence of a phrase in the language that is on. */
export function say(phrase: Phrase): string {
  return sayIn(words, phrase, workspaceZone)
}

export function sayIn(instance: i18n, phrase: Phrase, zone: string): string {
  const plain = (key: string) => instance.t(key, { skipInterpolation: true })
  const value = (v: unknown): unknown => {
    if (Array.isArray(v)) return v.map(value).join(plain('format.list'))
    if (v === null || typeof v !== 'object') return v
    const shape = v as Record<string, unknown>
    if (typeof shape.instant === 'number') return formatInstant(shape.instant, zone, plain)
    if (typeof shape.date === 'string') return formatDate(shape.date, plain)
    if (typeof shape.amount === 'number')
      return formatAmount(shape.amount, String(shape.currency), instance.language)
    if (typeof shape.key === 'string') return sayIn(instance, shape as unknown as Phrase, zone)
    return JSON.stringify(v)
  }
  const args: Record<string, unknown> = {}
  for (const [name, arg] of Object.entries(phrase.args ?? {})) {
    args[name] = typeof arg === 'boolean' ? String(arg) : value(arg)
  }
  return instance.t(phrase.key, { replace: args, count: countOf(args) })
}

/** i18next chooses the plural form by `count`, which must be a number. */
function countOf(args: Record<string, unknown>): number | undefined {
  return typeof args.count === 'number' ? args.count : undefined
}
