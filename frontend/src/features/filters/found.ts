import type { ComboboxItem, ComboboxItemGroup, OptionsFilter } from '@mantine/core'

/** Letters as people compare them: without case and marks. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Finds the options of a list that have all the words typed, their group's name included. */
export const found: OptionsFilter = ({ options, search }) => {
  const wanted = folded(search).split(/\s+/).filter(Boolean)
  const has = (item: ComboboxItem, group = '') => {
    const text = folded(`${item.label} ${group}`)
    return wanted.every((word) => text.includes(word))
  }
  return options
    .map((option) =>
      isGroup(option)
        ? { ...option, items: option.items.filter((item) => has(item, String(option.group))) }
        : option,
    )
    .filter((option) => (isGroup(option) ? option.items.length > 0 : has(option)))
}

function isGroup(
  option: ComboboxItem | ComboboxItemGroup<ComboboxItem>,
): option is ComboboxItemGroup<ComboboxItem> {
  return 'items' in option
}
