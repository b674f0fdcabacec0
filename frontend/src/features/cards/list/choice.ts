/**
 * Which cards of a list are chosen: these, or all that match except some. All that match are never
 * listed here, there may be a million.
 */
export interface Choice {
  all: boolean
  /** The chosen ones; of "all", those that are not. */
  ids: ReadonlySet<string>
}

/** Nothing is chosen. */
export const nothing: Choice = { all: false, ids: new Set() }

/** All that match are chosen. */
export const everything: Choice = { all: true, ids: new Set() }

/** Whether a card is chosen. */
export function isChosen(choice: Choice, id: string): boolean {
  return choice.ids.has(id) !== choice.all
}

/** Chooses a card, or lets it go. */
export function toggled(choice: Choice, id: string): Choice {
  return withAll(choice, [id], !isChosen(choice, id))
}

/** Chooses several cards, or lets them go. */
export function withAll(choice: Choice, ids: readonly string[], chosen: boolean): Choice {
  const next = new Set(choice.ids)
  for (const id of ids) {
    if (chosen !== choice.all) next.add(id)
    else next.delete(id)
  }
  return { all: choice.all, ids: next }
}

/** How many are chosen of as many as match. */
export function countOf(choice: Choice, total: number): number {
  return choice.all ? Math.max(0, total - choice.ids.size) : choice.ids.size
}
