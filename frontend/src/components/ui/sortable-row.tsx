import { type DraggableAttributes, useDraggable, useDroppable } from '@dnd-kit/core'
import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowBarDown,
  IconArrowBarUp,
  IconArrowDown,
  IconArrowUp,
  IconGripVertical,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from './announce'
import classes from './sortable.module.css'
import { boardId } from './sortable-drag'

interface SortableRowProps {
  id: string
  disabled?: boolean
  className?: string
  /** Draws the row; `handle` is the grip to put into it. */
  children: (row: { handle: ReactNode; dragging: boolean }) => ReactNode
  /** What is dragged, for the grip's name: "Move Step 2". */
  name: string
}

/** One row of a `SortableBoard`. */
export function SortableRow({ id, disabled, name, className, children }: SortableRowProps) {
  const s = useSortable({ id, disabled })
  const style = { transform: CSS.Translate.toString(s.transform), transition: s.transition }
  const handle = disabled ? null : (
    <Grip
      ref={s.setActivatorNodeRef}
      name={name}
      attributes={s.attributes}
      listeners={s.listeners}
    />
  )
  return (
    <div
      ref={s.setNodeRef}
      style={style}
      className={`${classes.row} ${className ?? ''}`}
      data-dragging={s.isDragging || undefined}
      data-sortable={id}
    >
      {children({ handle, dragging: s.isDragging })}
    </div>
  )
}

interface GripProps {
  ref: (node: HTMLElement | null) => void
  name: string
  attributes: DraggableAttributes
  listeners: Record<string, unknown> | undefined
}

/** What a row is lifted by. */
function Grip({ ref, name, attributes, listeners }: GripProps) {
  const { t } = useTranslation()
  return (
    <ActionIcon
      ref={ref}
      className={classes.grip}
      size="sm"
      aria-label={t('ui.drag', { name })}
      {...attributes}
      {...listeners}
      aria-roledescription={undefined}
    >
      <IconGripVertical size={16} aria-hidden />
    </ActionIcon>
  )
}

/** Something that can be dragged into a `SortableBoard` to add it, and clicked to add it at once. */
export function DragSource(p: {
  id: string
  className?: string
  onClick?: () => void
  children: ReactNode
}) {
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({ id: p.id })
  return (
    <button
      type="button"
      ref={setNodeRef}
      className={`${classes.source} ${p.className ?? ''}`}
      data-dragging={isDragging || undefined}
      {...attributes}
      {...listeners}
      aria-roledescription={undefined}
      // Space lifts it, Enter adds it; without this some browsers take Space as a click too.
      onKeyUp={(e) => e.key === ' ' && e.preventDefault()}
      onClick={p.onClick}
    >
      {p.children}
    </button>
  )
}

/** Where sources can be dropped: the rows and what is around them. */
export function BoardArea({ children, className }: { children: ReactNode; className?: string }) {
  const { setNodeRef } = useDroppable({ id: boardId })
  return (
    <div ref={setNodeRef} className={className}>
      {children}
    </div>
  )
}

interface MoveMenuItemsProps {
  name: string
  index: number
  count: number
  onMove: (to: number) => void
}

/** The menu way to order: up, down, to the top, to the bottom. Goes into a `Menu.Dropdown`. */
export function MoveMenuItems({ name, index, count, onMove }: MoveMenuItemsProps) {
  const { t } = useTranslation()
  const to = (place: number) => () => {
    onMove(place)
    announce(t('ui.drag_dropped', { name, place: place + 1, total: count }))
  }
  const first = index === 0
  const last = index === count - 1
  return (
    <>
      <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={first} onClick={to(index - 1)}>
        {t('ui.move_up')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={last} onClick={to(index + 1)}>
        {t('ui.move_down')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowBarUp size={16} />} disabled={first} onClick={to(0)}>
        {t('ui.move_top')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowBarDown size={16} />}
        disabled={last}
        onClick={to(count - 1)}
      >
        {t('ui.move_bottom')}
      </Menu.Item>
    </>
  )
}
