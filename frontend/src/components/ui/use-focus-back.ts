import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Gives the focus back to what had it before something opened. Mantine does so only for
 * what was there closed; most dialogs and drawers come into being open and go when they close.
 */
export function useFocusBack(open: boolean): void {
  const back = useRef(() => {})
  // Before anything inside takes the focus.
  useLayoutEffect(() => {
    if (open) back.current = rememberFocus()
  }, [open])
  useEffect(() => {
    if (!open) return
    return () => back.current()
  }, [open])
}

/** Remembers what has the focus now; what is returned gives it back, once nobody else wants it. */
export function rememberFocus(): () => void {
  const before = keeperOf(document.activeElement)
  return () => {
    const closing = document.activeElement?.closest('[role="dialog"]')
    setTimeout(() => {
      // Whoever has taken the focus meanwhile, such as the next drawer, keeps it.
      const now = document.activeElement
      const free = !now || now === document.body || closing?.contains(now)
      if (free && before instanceof HTMLElement && before.isConnected) before.focus()
    }, 20)
  }
}

// An entry of a menu is gone with it: what opened the menu stands for it.
function keeperOf(element: Element | null): Element | null {
  const menu = element?.closest('[role="menu"]')
  const opener = menu?.getAttribute('aria-labelledby')
  return (opener && document.getElementById(opener)) || element
}
