import { type KeyboardEvent, useState } from 'react'

interface RowKeys {
  count: number
  /** Rows that Page Up and Page Down pass. */
  page: number
  scrollTo: (index: number) => void
  onOpen: (index: number) => void
  onToggle: (index: number) => void
}

/** Where a key moves to from a row; undefined for a key that does not move. */
export function rowAfter(
  key: string,
  from: number,
  count: number,
  page: number,
): number | undefined {
  const to: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  }
  const target = to[key]
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target))
}

/** The keyboard of a table: one row is in the tab order, arrows move it. */
export function useRowKeys({ count, page, scrollTo, onOpen, onToggle }: RowKeys) {
  const [wanted, setCurrent] = useState(0)
  const current = Math.min(wanted, Math.max(0, count - 1))
  const onKeyDown = (e: KeyboardEvent<HTMLElement>) => {
    const row = (e.target as HTMLElement).closest<HTMLElement>('[data-row]')
    if (!row || e.target !== row || e.ctrlKey || e.metaKey || e.altKey) return
    const at = Number(row.dataset.row)
    const body = e.currentTarget
    const next = rowAfter(e.key, at, count, page)
    if (next !== undefined) {
      e.preventDefault()
      setCurrent(next)
      scrollTo(next)
      // The row may be drawn only after the scroll.
      requestAnimationFrame(() => body.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus())
    } else if (e.key === 'Enter') {
      e.preventDefault()
      onOpen(at)
    } else if (e.key === ' ') {
      e.preventDefault()
      onToggle(at)
    }
  }
  return { current, setCurrent, onKeyDown }
}
