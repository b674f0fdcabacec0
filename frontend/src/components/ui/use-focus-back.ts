import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Gives the focus back to what had it before something opened. Mantine does so only for
 * what was there closed; most drawers come into being open and go when they close.
 */
export function useFocusBack(open: boolean): void {
  const before = useRef<Element | null>(null)
  // Before anything inside takes the focus.
  useLayoutEffect(() => {
    if (open) before.current = document.activeElement
  }, [open])
  useEffect(() => {
    if (!open) return
    return () => {
      setTimeout(() => {
        const { current } = before
        // Whoever has taken the focus meanwhile, such as the next drawer, keeps it.
        const free = !document.activeElement || document.activeElement === document.body
        if (free && current instanceof HTMLElement && current.isConnected) current.focus()
      })
    }
  }, [open])
}
