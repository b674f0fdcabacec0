import { useHotkeys } from '@mantine/hooks'
import { useRef } from 'react'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'

/** How long after G the second key counts, in milliseconds. */
const pause = 1500

/** The keys that work on every screen: `?` for help, G and a letter to go somewhere. */
export function useShellKeys() {
  const go = useGo()
  const open = useOpenDrawer()
  const { product } = useProduct()
  const since = useRef(0)
  const after = (to: string) => () => {
    if (performance.now() - since.current < pause) go(to)
    since.current = 0
  }
  useHotkeys([
    ['shift+?', () => open({ kind: 'keys' })],
    ['?', () => open({ kind: 'keys' })],
    [
      'g',
      () => {
        since.current = performance.now()
      },
    ],
    ['c', after(paths.cards(product.id)), { preventDefault: false }],
    ['d', after(paths.today()), { preventDefault: false }],
    ['t', after(paths.tasks()), { preventDefault: false }],
    ['a', after(paths.automations(product.id)), { preventDefault: false }],
    ['o', after(paths.outbox()), { preventDefault: false }],
    ['s', after(paths.settings()), { preventDefault: false }],
  ])
}
