import { type RefObject, useEffect } from 'react'

/** After a save that was refused, the first field to mend has the focus. */
export function useFirstProblem(fields: RefObject<HTMLDivElement | null>, error: unknown) {
  useEffect(() => {
    if (!error) return
    const wait = setTimeout(
      () => fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      100,
    )
    return () => clearTimeout(wait)
  }, [fields, error])
}
