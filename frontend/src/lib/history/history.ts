/**
 * What a draft was at a moment, and what it was before that. A chain that shares what it can, so
 * that noting an edit takes no longer after thousands of them, and none is ever forgotten.
 */
export interface Moment<D> {
  draft: D
  rest: Moment<D> | null
}

/** A draft with the way back, and forward again. */
export interface History<D> {
  draft: D
  past: Moment<D> | null
  future: Moment<D> | null
  /** What the last edit touched, so that typing is undone as one edit. */
  touched: string
}

/** The way back of a draft that nobody has edited yet. */
export const noHistory = { past: null, future: null, touched: '' } as const

/** Notes an edit. Edits in a row that touch the same thing are undone as one; "" is never the same. */
export function edited<S extends History<unknown>>(
  state: S,
  draft: S['draft'],
  touched: string,
): S {
  const sameAsLast = touched !== '' && touched === state.touched && state.future === null
  const past = sameAsLast ? state.past : { draft: state.draft, rest: state.past }
  return { ...state, draft, past, future: null, touched }
}

/** The state before the last edit; the same where there is none. The next edit is one of its own. */
export function undone<S extends History<unknown>>(state: S): S {
  const { draft, past, future } = state
  if (!past) return state
  const ahead = { draft, rest: future }
  return { ...state, draft: past.draft, past: past.rest, future: ahead, touched: '' }
}

/** The state before the last undo; the same where there is none. */
export function redone<S extends History<unknown>>(state: S): S {
  const { draft, past, future } = state
  if (!future) return state
  const behind = { draft, rest: past }
  return { ...state, draft: future.draft, past: behind, future: future.rest, touched: '' }
}

/** The one entry that isn't among the earlier ones, by identity; undefined for none or several. */
export function onlyNew<T>(before: readonly T[], after: readonly T[]): T | undefined {
  const known = new Set(before)
  const fresh = after.filter((entry) => !known.has(entry))
  return fresh.length === 1 ? fresh[0] : undefined
}

/** A list with one entry taken to another place; the same list if nothing moves. */
export function moved<T extends { key: string }>(
  list: readonly T[],
  key: string,
  to: number,
): readonly T[] {
  const from = list.findIndex((entry) => entry.key === key)
  const entry = list[from]
  const place = Math.max(0, Math.min(to, list.length - 1))
  if (!entry || place === from) return list
  const rest = list.filter((other) => other.key !== key)
  rest.splice(place, 0, entry)
  return rest
}

/** The names of what a patch changes, as what an edit touched. */
export function touchedIn(patch: object): string {
  return Object.keys(patch).sort().join(' ')
}
