import { type ComponentType, lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { DrawerContext, type DrawerTarget } from '@/lib/drawers/drawers'
import { ProblemsDrawer } from './shell/problems-drawer'

/** What every drawer gets: its target and how to close it. */
export interface DrawerProps<Kind extends DrawerTarget['kind']> {
  target: Extract<DrawerTarget, { kind: Kind }>
  onClose: () => void
}

/** Who draws which details: one line for each kind that a feature offers. */
const drawers: { [K in DrawerTarget['kind']]?: ComponentType<DrawerProps<K>> } = {
  card: lazyDrawer(async () => (await import('@/features/cards/page/card-drawer')).CardDrawer),
  contact: lazyDrawer(
    async () => (await import('@/features/contacts/contact-drawer')).ContactDrawer,
  ),
  new_contact: lazyDrawer(
    async () => (await import('@/features/contacts/new-contact-drawer')).NewContactDrawer,
  ),
  message: lazyDrawer(async () => (await import('@/features/outbox/message-drawer')).MessageDrawer),
  keys: lazyDrawer(async () => (await import('./shell/keys-drawer')).KeysDrawer),
  problems: ProblemsDrawer,
  task: lazyDrawer(async () => (await import('@/features/tasks/task-drawer')).TaskDrawer),
  reminders: lazyDrawer(
    async () => (await import('@/features/tasks/reminders-drawer')).RemindersDrawer,
  ),
  why: lazyDrawer(async () => (await import('@/features/why/why-drawer')).WhyDrawer),
  why_filter: lazyDrawer(
    async () => (await import('@/features/why/why-filter-drawer')).WhyFilterDrawer,
  ),
}

/** Makes a drawer that is loaded when it is first opened. */
export function lazyDrawer<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => ({ default: (await load()) as ComponentType }))
}

/** Shows the one open drawer over the screens inside. What is opened from a card's drawer closes back to the card. */
export function DrawerHost({ children }: { children: ReactNode }) {
  const [targets, setTargets] = useState<DrawerTarget[]>([])
  const open = useCallback((next: DrawerTarget | undefined) => {
    setTargets((all) => {
      if (!next) return all.slice(0, -1)
      const under = next.kind !== 'card' && all[0]?.kind === 'card' ? all.slice(0, 1) : []
      return [...under, next]
    })
  }, [])
  const target = targets.at(-1)
  const Body = target && (drawers[target.kind] as ComponentType<DrawerProps<never>> | undefined)
  return (
    <DrawerContext value={open}>
      {children}
      {Body && (
        <Suspense>
          <Body target={target as never} onClose={() => open(undefined)} />
        </Suspense>
      )}
    </DrawerContext>
  )
}
