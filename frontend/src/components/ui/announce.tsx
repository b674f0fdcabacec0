import { VisuallyHidden } from '@mantine/core'
import { useSyncExternalStore } from 'react'

let said = ''
const listeners = new Set<() => void>()

/** Says something to screen readers: what moved, what was saved. */
export function announce(text: string) {
  // The same words twice would not be said twice.
  said = text === said ? `${text}\u00a0` : text
  for (const l of listeners) l()
}

/** The live region; the shell holds the only one. */
export function Announcer() {
  const text = useSyncExternalStore(
    (l) => {
      listeners.add(l)
      return () => listeners.delete(l)
    },
    () => said,
  )
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  )
}
