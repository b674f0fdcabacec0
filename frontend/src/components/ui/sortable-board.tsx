import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  type DragOverEvent,
  DragOverlay,
  type DragStartEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import { useDragWords } from './sortable-words'

interface SortableBoardProps {
  /** The ids of the rows in order. */
  ids: string[]
  /** What a row or a source is called, for what screen readers hear. */
  nameOf: (id: string) => string
  /** A row was dropped at another place; `to` is its index in the new order. */
  onMove: (id: string, to: number) => void
  /** Something from a `DragSource` was dropped before the row with that index (or at the end). */
  onInsert?: (source: string, at: number) => void
  /** Where it would land right now, while dragging; undefined when the drag is over or outside. */
  onPreview?: (preview: { id: string; to: number } | undefined) => void
  /** What follows the pointer. */
  overlay: (id: string) => ReactNode
  children: ReactNode
}

/** The id of the place behind the last row, where sources can be dropped. */
export const boardEnd = 'board-end'

/**
 * A list in an order that people change by pointer or keyboard (Space lifts, arrows move, Space drops,
 * Esc puts back), and by `MoveMenuItems`. Inside: `SortableRow`s, and `DragSource`s to add new ones.
 */
export function SortableBoard(p: SortableBoardProps) {
  const [active, setActive] = useState<string>()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const accessibility = useDragWords(p.ids, p.nameOf)
  const placeOf = (over: string) => {
    const i = p.ids.indexOf(over)
    return i < 0 ? p.ids.length : i
  }
  const over = (e: DragOverEvent) => {
    const id = String(e.active.id)
    if (!e.over) return p.onPreview?.(undefined)
    const end = p.ids.includes(id) ? p.ids.length - 1 : p.ids.length
    p.onPreview?.({ id, to: Math.min(placeOf(String(e.over.id)), end) })
  }
  const finish = (e?: DragEndEvent) => {
    setActive(undefined)
    p.onPreview?.(undefined)
    if (!e?.over) return
    const id = String(e.active.id)
    const to = placeOf(String(e.over.id))
    const from = p.ids.indexOf(id)
    if (from < 0) p.onInsert?.(id, to)
    else if (Math.min(to, p.ids.length - 1) !== from) p.onMove(id, Math.min(to, p.ids.length - 1))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={accessibility}
      onDragStart={(e: DragStartEvent) => setActive(String(e.active.id))}
      onDragOver={over}
      onDragEnd={finish}
      onDragCancel={() => finish()}
    >
      <SortableContext items={p.ids} strategy={verticalListSortingStrategy}>
        {p.children}
      </SortableContext>
      {createPortal(
        <DragOverlay dropAnimation={null}>
          {active === undefined ? null : p.overlay(active)}
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  )
}
