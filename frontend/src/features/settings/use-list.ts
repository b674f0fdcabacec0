import { useState } from 'react'
import { type Keyed, keyed, unkeyed } from './state/list'

/** A saved list while it is edited: the draft until it is saved or discarded, then what is saved. */
export function useList<T extends { id: string; position: number }>(saved: T[]) {
  const [draft, setDraft] = useState<Keyed<T>[]>()
  const rows = draft ?? keyed(saved)
  const numbered = unkeyed<T>(rows)
  const base = unkeyed<T>(keyed(saved))
  return {
    rows,
    setRows: setDraft,
    numbered,
    dirty: draft !== undefined && JSON.stringify(numbered) !== JSON.stringify(base),
    discard: () => setDraft(undefined),
  }
}
