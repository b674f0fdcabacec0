import type { Icon } from '@tabler/icons-react'

/** One line that can be chosen. */
export interface Item {
  key: string
  icon: Icon
  title: string
  below?: string
  run: () => void
}

/** Lines of one kind under their name. */
export interface ItemGroup {
  key: string
  items: Item[]
}
