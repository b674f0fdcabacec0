import type { crm } from '@wails/go/models'

/** Where the cards of one column stand. */
export interface BoardColumn {
  /** "outside", "step:2", "completed" or "left". */
  key: string
  /** Of the step; 0 for the others. */
  position: number
  kind: crm.Step['kind'] | undefined
  cards: crm.SandboxCard[]
}

/** The column in which a card stands. */
export function placeOf(card: crm.SandboxCard): string {
  switch (card.state) {
    case 'waiting':
    case 'sending':
    case 'held':
      return `step:${card.position}`
    case 'completed':
      return 'completed'
    case 'left':
    case 'stopped':
      return 'left'
    default:
      return 'outside'
  }
}

/** The columns of the board: those that aren't in it if there are any, each step, and the two ends. */
export function columnsOf(
  cards: readonly crm.SandboxCard[],
  steps: readonly Pick<crm.Step, 'kind' | 'disabled'>[],
): BoardColumn[] {
  const at = new Map<string, crm.SandboxCard[]>()
  for (const card of cards) {
    const place = placeOf(card)
    at.set(place, [...(at.get(place) ?? []), card])
  }
  const column = (key: string, position = 0, kind?: crm.Step['kind']): BoardColumn => ({
    key,
    position,
    kind,
    cards: at.get(key) ?? [],
  })
  const stepColumns = steps
    .map((step, i) => ({ step, ...column(`step:${i + 1}`, i + 1, step.kind) }))
    .filter(({ step, cards: here }) => !step.disabled || here.length > 0)
    .map(({ step: _, ...rest }) => rest)
  const outside = column('outside')
  return [
    ...(outside.cards.length > 0 ? [outside] : []),
    ...stepColumns,
    column('completed'),
    column('left'),
  ]
}

/** The cards that stand elsewhere than before. */
export function movedCards(
  before: readonly crm.SandboxCard[],
  now: readonly crm.SandboxCard[],
): ReadonlySet<string> {
  const places = new Map(before.map((card) => [card.id, placeOf(card)]))
  return new Set(
    now
      .filter((card) => places.has(card.id) && places.get(card.id) !== placeOf(card))
      .map((card) => card.id),
  )
}
