import { useHotkeys } from '@mantine/hooks'
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react'

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
  const show = () => {
    setAsked(true)
    setOpen(true)
  }
  useHotkeys([['mod+K', () => (open ? setOpen(false) : show())]], [], true)
  return (
    <FindContext value={show}>
      {children}
      {asked && (
        <Suspense>
          <FindDialog open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </FindContext>
  )
}
