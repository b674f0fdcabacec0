import type { api, crm } from '@wails/go/models'
import { actsOf, allOf, type Kind, kinds } from './kinds'

/** The scope that is shown: the wanted one, else "only new" where there is a choice. */
export function chosenScope(out: api.ForecastOut, wanted: string): crm.ForecastScope | undefined {
  return (
    out.scopes.find((s) => s.scope === wanted) ??
    out.scopes.find((s) => s.scope === 'all' && allOf(s.total) > 0) ??
    out.scopes[0]
  )
}

/** The kinds that act in any of the scopes, so that all scopes show the same numbers. */
export function kindsIn(scopes: readonly crm.ForecastScope[]): Kind[] {
  return kinds.filter(([, key]) => scopes.some((s) => Number(s.total[key]) > 0)).map(([k]) => k)
}

/** Why a scope has nothing to show. */
export type Nothing = 'no_steps' | 'no_match' | 'new_waits' | 'under_way_none' | 'beyond' | null

/** Why nothing at all will happen; null where something does. */
export function nothingIn(scope: crm.ForecastScope): Nothing {
  if (allOf(scope.total) > 0) return null
  if (scope.steps.length === 0) return 'no_steps'
  if (scope.beyond > 0) return 'beyond'
  if (scope.scope === 'new') return 'new_waits'
  return scope.scope === 'now' ? 'under_way_none' : 'no_match'
}

/** Why steps aren't done: one line for a reason, whichever steps it concerns. */
export interface LeftOut {
  outcome: crm.ForecastReason['outcome']
  reason: string
  count: number
  /** The steps, in order. */
  positions: number[]
}

/** What isn't done, grouped by reason; the most frequent first. What ends as it should is left out. */
export function leftOut(reasons: readonly crm.ForecastReason[]): LeftOut[] {
  const groups = new Map<string, LeftOut>()
  for (const { outcome, reason, count, position } of reasons) {
    if (outcome === 'done' || outcome === 'completed') continue
    const key = `${outcome} ${reason}`
    const group = groups.get(key) ?? { outcome, reason, count: 0, positions: [] }
    group.count += count
    if (position > 0 && !group.positions.includes(position)) group.positions.push(position)
    groups.set(key, group)
  }
  for (const group of groups.values()) group.positions.sort((a, b) => a - b)
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

/** Whether anything reaches the calendar. */
export function isBusy(scope: crm.ForecastScope): boolean {
  return actsOf(scope.total) > 0 || scope.days.length > 0
}
