import { useCallback, useRef, useState } from 'react'

/** What is drawn only while it is open, and gives the focus back to its button, which is drawn anew. */
export function useLateOpen() {
  const [isOpen, setOpen] = useState(false)
  const wanted = useRef(false)
  const button = useCallback((node: HTMLElement | null) => {
    if (!node || !wanted.current) return
    wanted.current = false
    node.focus({ preventScroll: true })
  }, [])
  return {
    isOpen,
    button,
    open: () => setOpen(true),
    close: (back = true) => {
      wanted.current = back
      setOpen(false)
    },
  }
}
