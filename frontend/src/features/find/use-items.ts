import {
  IconAddressBook,
  IconBolt,
  IconCheckbox,
  IconFileText,
  IconFilter,
  IconUser,
} from '@tabler/icons-react'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useFind } from './api'
import type { Item, ItemGroup } from './item'
import { matches } from './state/match'
import { type FoundHit, recent, remember } from './state/recent'
import { useCommands } from './use-commands'

const icons = {
  card: IconAddressBook,
  contact: IconUser,
  task: IconCheckbox,
  template: IconFileText,
  filter: IconFilter,
  sequence: IconBolt,
}

/** Commands beside what was found: few, so that they don't hide it. */
const fewCommands = 5

/**
 * What a text finds, in groups; without one what was found lately, and all commands. `asked` is the
 * text that the backend is asked for: what was typed a moment ago.
 */
export function useItems(
  typed: string,
  asked: string,
): {
  groups: ItemGroup[]
  error: Error | null
  busy: boolean
} {
  const text = typed.trim()
  const find = useFind(text && asked.trim())
  const commands = useCommands()
  const open = useOpen()
  const item = (hit: FoundHit): Item => ({
    key: `${hit.noun} ${hit.id}`,
    icon: icons[hit.noun],
    title: hit.title,
    below: hit.below,
    run: () => open(hit),
  })
  if (text === '') {
    const lately = { key: 'recent', items: recent().map(item) }
    return { groups: some([lately, { key: 'command', items: commands }]), error: null, busy: false }
  }
  const found = (find.data?.groups ?? []).map((g) => ({
    key: g.noun as string,
    items: g.hits.map((hit) => item({ ...hit, noun: g.noun })),
  }))
  const fit = commands.filter((c) => matches(c.title, text)).slice(0, fewCommands)
  return {
    groups: some([...found, { key: 'command', items: fit }]),
    error: find.error,
    busy: find.isFetching || asked.trim() !== text,
  }
}

const some = (groups: ItemGroup[]) => groups.filter((g) => g.items.length > 0)

/** Goes to something that was found, and remembers it. */
function useOpen() {
  const go = useGo()
  const drawer = useOpenDrawer()
  return (hit: FoundHit) => {
    remember(hit)
    const ways: Record<FoundHit['noun'], () => void> = {
      card: () => go(paths.card(hit.product, hit.id)),
      contact: () => go(paths.contact(hit.id)),
      task: () => drawer({ kind: 'task', card: hit.card, task: { id: hit.id } }),
      template: () => go(paths.template(hit.product, hit.id)),
      filter: () => go(paths.filter(hit.product, hit.id)),
      sequence: () => go(paths.automation(hit.product, hit.id)),
    }
    ways[hit.noun]()
  }
}
