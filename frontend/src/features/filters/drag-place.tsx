import { useDraggable, useDroppable } from '@dnd-kit/core'
import { ActionIcon } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { createContext, type KeyboardEvent, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './drag.module.css'
import type { Landing } from './state/landing'

/** Where what is dragged would land. */
export const LandingContext = createContext<Landing | undefined>(undefined)

interface DragPlaceProps {
  id: string
  /** What is dragged, for the grip's name. */
  name: string
  /** Alt and an arrow move it by one place, wherever in it the focus is. */
  onStep: (by: 1 | -1) => void
  children: (grip: ReactNode) => ReactNode
}

/** A condition's place: it can be dragged by its grip, and others be dropped before or behind it. */
export function DragPlace({ id, name, onStep, children }: DragPlaceProps) {
  const { t } = useTranslation()
  const landing = useContext(LandingContext)
  const drag = useDraggable({ id })
  const drop = useDroppable({ id })
  const grip = (
    <ActionIcon
      ref={drag.setActivatorNodeRef}
      className={classes.grip}
      size="sm"
      aria-label={t('ui.drag', { name })}
      {...drag.attributes}
      {...drag.listeners}
      aria-roledescription={undefined}
      data-grip={id}
    >
      <IconGripVertical size={16} aria-hidden />
    </ActionIcon>
  )
  const onKeys = (e: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[e.key] as 1 | -1 | undefined
    if (!e.altKey || !by) return
    e.preventDefault()
    e.stopPropagation()
    onStep(by)
  }
  return (
    <div
      onKeyDownCapture={onKeys}
      ref={(node) => {
        drag.setNodeRef(node)
        drop.setNodeRef(node)
      }}
      className={classes.place}
      data-dragging={drag.isDragging || undefined}
      data-drop={landing?.mark === id ? landing.side : undefined}
    >
      {children(grip)}
    </div>
  )
}

/** The end of a list or group, where a condition can be dropped too. */
export function DropEnd({ id, children }: { id: string; children: ReactNode }) {
  const landing = useContext(LandingContext)
  const mark = `end:${id}`
  const drop = useDroppable({ id: mark })
  return (
    <div
      ref={drop.setNodeRef}
      className={classes.place}
      data-drop={landing?.mark === mark ? 'before' : undefined}
    >
      {children}
    </div>
  )
}
