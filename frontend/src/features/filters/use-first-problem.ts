import { type RefObject, useEffect } from 'react'
import { ApiError } from '@/lib/api/client'

/** What the backend would say of rows that still wait for a choice or a value. */
export const unfinishedRows = new ApiError({
  code: 'invalid',
  key: 'error.invalid',
  problems: [{ path: 'tree', key: 'filters.subject_missing' }],
})

/** After a save that was refused, the first thing to mend has the focus. */
export function useFirstProblem(main: RefObject<HTMLDivElement | null>, error: unknown) {
  useEffect(() => {
    if (!error) return
    const wait = setTimeout(() => {
      const wrong = main.current?.querySelector('[data-problem], [aria-invalid="true"]')
      const input = wrong?.matches('input') ? wrong : wrong?.querySelector('input')
      ;(input as HTMLElement | null | undefined)?.focus()
    }, 400)
    return () => clearTimeout(wait)
  }, [main, error])
}
