import { useSyncExternalStore } from 'react'
import type { Branch, Row } from './form'

/** Conditions or a group that were copied, to be put into this filter or another of the product. */
export interface Clip {
  product: string
  rows: Row[]
  groups: Branch[]
}

let clip: Clip | undefined
const listeners = new Set<() => void>()

/** Keeps what was copied, in place of what was before. */
export function keepClip(next: Clip) {
  clip = next
  for (const l of listeners) l()
}

/** What was copied last. */
export function lastClip(): Clip | undefined {
  return clip
}

/** What was copied last; what shows it is drawn anew when it changes. */
export function useClip(): Clip | undefined {
  return useSyncExternalStore(listen, lastClip)
}

function listen(l: () => void) {
  listeners.add(l)
  return () => listeners.delete(l)
}
