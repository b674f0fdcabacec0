import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import type { api } from '@wails/go/models'
import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import classes from './board.module.css'
import { CardFacts } from './card-face'

interface DraggingProps {
  currency: string | undefined
  onMove: (card: api.BoardCard, to: string) => void
  children: ReactNode
}

// The keyboard is heard by the cards themselves (use-lift), which also works for cards out of sight.
const silent = {
  onDragStart: nothing,
  onDragOver: nothing,
  onDragEnd: nothing,
  onDragCancel: nothing,
}
function nothing() {
  return undefined
}

/** Dragging cards over columns by mouse, and by touch after a moment, so that a swipe still scrolls. */
export function Dragging({ currency, onMove, children }: DraggingProps) {
  const [card, setCard] = useState<api.BoardCard>()
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  )
  const begin = (e: DragStartEvent) => setCard(e.active.data.current?.card as api.BoardCard)
  const finish = ({ over }: DragEndEvent) => {
    setCard(undefined)
    if (card && over) onMove(card, String(over.id))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      accessibility={{ announcements: silent, screenReaderInstructions: { draggable: '' } }}
      onDragStart={begin}
      onDragEnd={finish}
      onDragCancel={() => setCard(undefined)}
    >
      {children}
      {createPortal(
        <DragOverlay dropAnimation={null}>
          {card && (
            <div className={`${classes.card} ${classes.flying}`}>
              <div className={classes.line}>
                <span className={`${classes.name} clip`}>{card.name}</span>
              </div>
              <CardFacts card={card} currency={currency} />
            </div>
          )}
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  )
}
