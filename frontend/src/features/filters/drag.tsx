import {
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  MeasuringStrategy,
} from '@dnd-kit/core'
import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { collisionsOn } from '@/components/ui/sortable-drag'
import classes from './drag.module.css'
import { LandingContext } from './drag-place'
import type { Form } from './state/form'
import { type Landing, landingAt, places } from './state/landing'
import { useSteadySensors } from './use-steady-sensors'

interface DragBoardProps {
  form: Form
  nameOf: (key: string) => string
  onMove: (key: string, to: string, at: number) => void
  children: ReactNode
}

/**
 * Conditions that are dragged within and between the lists and groups: a line shows where one would
 * land. By keyboard Space lifts, the arrows move, Space drops, Escape puts back.
 */
export function DragBoard({ form, nameOf, onMove, children }: DragBoardProps) {
  const { t } = useTranslation()
  const [active, setActive] = useState('')
  const [landing, setLanding] = useState<Landing>()
  const ids = places(form)
  const sensors = useSteadySensors(ids)
  const total = ids.length
  const place = (id: string) => ({ name: nameOf(active || id), place: ids.indexOf(id) + 1, total })
  const over = (e: DragMoveEvent) => {
    const at = landingAt(form, String(e.active.id), e.over, e.active.rect.current.translated)
    if (at?.mark === landing?.mark && at?.side === landing?.side) return
    setLanding(at)
    if (at) announce(t('ui.drag_over', place(at.mark)))
  }
  const end = (e: DragEndEvent | undefined) => {
    setActive('')
    setLanding(undefined)
    const id = String(e?.active.id ?? active)
    if (!e?.over || !landing) {
      announce(t('ui.drag_back', { name: nameOf(id) }))
      return
    }
    onMove(id, landing.to, landing.at)
  }
  const silent = () => undefined
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collisionsOn(ids)}
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      accessibility={{
        screenReaderInstructions: { draggable: t('ui.drag_how') },
        announcements: {
          onDragStart: ({ active: a }) =>
            t('ui.drag_lifted', { ...place(String(a.id)), name: nameOf(String(a.id)) }),
          onDragOver: silent,
          onDragEnd: silent,
          onDragCancel: silent,
        },
      }}
      onDragStart={(e) => setActive(String(e.active.id))}
      onDragMove={over}
      onDragOver={over}
      onDragEnd={end}
      onDragCancel={() => end(undefined)}
    >
      <LandingContext.Provider value={landing}>{children}</LandingContext.Provider>
      {createPortal(
        <DragOverlay dropAnimation={null}>
          {active && <div className={classes.overlay}>{nameOf(active)}</div>}
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  )
}
