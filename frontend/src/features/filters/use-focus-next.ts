import { type RefObject, useCallback, useEffect, useRef } from 'react'
import type { Form } from './state/form'
import { allRows } from './state/places'

/**
 * Keeps the focus where the work is: in the row that was just added, or, after something went or
 * moved, on what `focusNext` was told.
 */
export function useFocusNext(place: RefObject<HTMLElement | null>, form: Form) {
  const wanted = useRef('')
  const known = useRef(new Set(allRows(form).map((r) => r.key)))
  useEffect(() => {
    const rows = allRows(form)
    const added = rows.filter((r) => !known.current.has(r.key))
    known.current = new Set(rows.map((r) => r.key))
    let selector = wanted.current
    wanted.current = ''
    const [row] = added
    if (!selector && row && added.length === 1) {
      const part = row.subject ? '[data-values] input' : 'input[data-subject]'
      selector = `[data-row-key="${row.key}"] ${part}`
    }
    if (selector) place.current?.querySelector<HTMLElement>(selector)?.focus()
  }, [place, form])
  return useCallback((selector: string) => {
    wanted.current = selector
  }, [])
}
