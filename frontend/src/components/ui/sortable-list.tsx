import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './sortable.module.css'
import { SortableBoard } from './sortable-board'
import { MoveMenuItems, SortableRow } from './sortable-row'

interface SortableListProps<Item> {
  items: Item[]
  idOf: (item: Item) => string
  nameOf: (item: Item) => string
  /** The whole list in its new order, or without the removed one. */
  onChange: (items: Item[]) => void
  /** The row's content, between the grip and the menu. */
  render: (item: Item, index: number) => ReactNode
  /** Offers to remove a row, with these words. */
  removeLabel?: string
}

/** The list with one item moved. */
export function moved<Item>(items: Item[], from: number, to: number): Item[] {
  const rest = items.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ...items.slice(from, from + 1))
}

/** A short list in an order that people change: by pointer, by keyboard, by menu. */
export function SortableList<Item>(p: SortableListProps<Item>) {
  const { t } = useTranslation()
  const ids = p.items.map(p.idOf)
  const nameOf = (id: string) => {
    const item = p.items[ids.indexOf(id)]
    return item === undefined ? id : p.nameOf(item)
  }
  return (
    <SortableBoard
      ids={ids}
      nameOf={nameOf}
      onMove={(id, to) => p.onChange(moved(p.items, ids.indexOf(id), to))}
      overlay={(id) => <div className={classes.overlay}>{nameOf(id)}</div>}
    >
      {p.items.map((item, i) => (
        <SortableRow key={p.idOf(item)} id={p.idOf(item)} name={p.nameOf(item)}>
          {({ handle }) => (
            <div className={classes.item}>
              {handle}
              {p.render(item, i)}
              <Menu>
                <Menu.Target>
                  <ActionIcon aria-label={t('ui.more_for', { name: p.nameOf(item) })}>
                    <IconDotsVertical size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <MoveMenuItems
                    name={p.nameOf(item)}
                    index={i}
                    count={p.items.length}
                    onMove={(to) => p.onChange(moved(p.items, i, to))}
                  />
                  {p.removeLabel && (
                    <Menu.Item
                      color="red"
                      leftSection={<IconTrash size={16} />}
                      onClick={() => p.onChange(p.items.toSpliced(i, 1))}
                    >
                      {p.removeLabel}
                    </Menu.Item>
                  )}
                </Menu.Dropdown>
              </Menu>
            </div>
          )}
        </SortableRow>
      ))}
    </SortableBoard>
  )
}
