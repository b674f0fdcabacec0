import type { crm } from '@wails/go/models'

/** The parts of a card that can be changed on a copy, by the names that the backend has for them. */
export type Parts = Record<string, unknown>

/** The parts of a card as they are. */
export function partsOf(card: crm.SandboxCard): Parts {
  return { ...card.fields, name: card.name, status: card.status, owner: card.owner }
}

/** The parts that were changed, the status last: it may need what else was filled in. */
export function changesOf(before: Parts, now: Parts): [string, unknown][] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  return Object.entries(now)
    .filter(([part, value]) => !same(before[part], value))
    .sort(([a], [b]) => Number(a === 'status') - Number(b === 'status'))
}
