import {
  DndContext,
  type DragCancelEvent,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  type DragStartEvent,
  MeasuringStrategy,
} from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { type ReactNode, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { collisionsOn, isSource, type Landing, landingOf, useDragSensors } from './sortable-drag'
import { useDragWords } from './sortable-words'

interface SortableBoardProps {
  /** The ids of the rows in order. */
  ids: string[]
  /** What a row or a source is called, for what screen readers hear. */
  nameOf: (id: string) => string
  /** A row was dropped at another place; `to` is its index in the new order. */
  onMove: (id: string, to: number) => void
  /** Something from a `DragSource` was dropped; `at` is its index in the new list. */
  onInsert?: (source: string, at: number) => void
  /** Where it would land right now, while dragging; undefined when the drag is over or outside. */
  onPreview?: (landing: Landing | undefined) => void
  /** What follows the pointer. */
  overlay: (id: string) => ReactNode
  children: ReactNode
}

const measuring = { droppable: { strategy: MeasuringStrategy.WhileDragging } }

/**
 * A list in an order that people change by pointer or keyboard (Space lifts, arrows move, Space drops,
 * Esc puts back), and by `MoveMenuItems`. Inside: `SortableRow`s; to add new ones, `DragSource`s and a
 * `BoardArea` around the rows.
 */
export function SortableBoard(p: SortableBoardProps) {
  const [active, setActive] = useState<string>()
  const sensors = useDragSensors(p.ids)
  const words = useDragWords(p.ids, p.nameOf)
  const told = useRef<Landing>(undefined)
  const dragging = useRef(false)
  const tell = (id: string, landing: Landing | undefined) => {
    // The library may tell of the last move after the end of a quick drag.
    if (!dragging.current || landing?.to === told.current?.to) return
    told.current = landing
    words.over(id, landing)
    p.onPreview?.(landing)
  }
  const landing = ({ active, over }: DragMoveEvent): Landing | undefined => {
    const id = String(active.id)
    if (!over) return undefined
    if (!isSource(id, p.ids)) return { id, to: Math.max(0, p.ids.indexOf(String(over.id))) }
    const rect = active.rect.current.translated
    return { id, to: rect ? landingOf(p.ids, over, rect) : p.ids.length }
  }
  const begin = (id: string) => {
    dragging.current = true
    setActive(id)
  }
  const finish = (id: string, dropped: boolean) => {
    dragging.current = false
    // What was shown last is what is meant, also if the rows moved under the pointer since.
    const at = dropped ? told.current : undefined
    told.current = undefined
    setActive(undefined)
    p.onPreview?.(undefined)
    words.dropped(id, at)
    if (!at) return
    if (isSource(id, p.ids)) p.onInsert?.(id, at.to)
    else if (p.ids[at.to] !== id) p.onMove(id, at.to)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collisionsOn(p.ids)}
      measuring={measuring}
      accessibility={words.accessibility}
      onDragStart={(e: DragStartEvent) => begin(String(e.active.id))}
      onDragMove={(e: DragMoveEvent) => tell(String(e.active.id), landing(e))}
      onDragOver={(e: DragMoveEvent) => tell(String(e.active.id), landing(e))}
      onDragEnd={(e: DragEndEvent) => finish(String(e.active.id), e.over !== null)}
      onDragCancel={(e: DragCancelEvent) => finish(String(e.active.id), false)}
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
