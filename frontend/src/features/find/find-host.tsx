import { useHotkeys } from '@mantine/hooks'
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useRef,
  useState,
} from 'react'

const FindDialog = lazy(async () => ({ default: (await import('./find-dialog')).FindDialog }))

const FindContext = createContext<() => void>(() => {})

/** Opens the search everywhere. */
export function useOpenFind(): () => void {
  return useContext(FindContext)
}

/** Shows the search everywhere over the screens inside: by Ctrl+K, also while one types. */
export function FindHost({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const before = useRef<Element | null>(null)
  const show = useCallback(() => {
    before.current = document.activeElement
    setAsked(true)
    setOpen(true)
  }, [])
  // The dialog itself gives the focus back only from its second opening on.
  const close = useCallback(() => {
    setOpen(false)
    const to = before.current
    requestAnimationFrame(() => to instanceof HTMLElement && to.isConnected && to.focus())
  }, [])
  useHotkeys([['mod+K', () => (open ? close() : show())]], [], true)
  return (
    <FindContext value={show}>
      {children}
      {asked && (
        <Suspense>
          <FindDialog open={open} onClose={close} />
        </Suspense>
      )}
    </FindContext>
  )
}
