import { type RefObject, useEffect, useRef } from 'react'

/** After a refused save, goes to the first input that says why. Put the ref on the form. */
export function useFocusError<T extends HTMLElement = HTMLFormElement>(
  error: unknown,
): RefObject<T | null> {
  const form = useRef<T>(null)
  useEffect(() => {
    if (!error) return
    const frame = requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [error])
  return form
}
