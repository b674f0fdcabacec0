import { useDraggable, useDroppable } from '@dnd-kit/core'
import { ActionIcon } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import {
  type ClipboardEvent,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
} from 'react'
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
  /** Ctrl+C, X and V anywhere in it where no text is meant. */
  clip: ClipKeys
  children: (grip: ReactNode) => ReactNode
}

/** A condition's place: it can be dragged by its grip, and others be dropped before or behind it. */
export function DragPlace({ id, name, onStep, clip, children }: DragPlaceProps) {
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
      {...clipEvents(clip)}
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

interface DropEndProps {
  id: string
  clip: ClipKeys
  children: ReactNode
}

/** The end of a list or group, where a condition can be dropped too. */
export function DropEnd({ id, clip, children }: DropEndProps) {
  const landing = useContext(LandingContext)
  const mark = `end:${id}`
  const drop = useDroppable({ id: mark })
  return (
    <div
      ref={drop.setNodeRef}
      {...clipEvents(clip)}
      className={classes.place}
      data-drop={landing?.mark === mark ? 'before' : undefined}
    >
      {children}
    </div>
  )
}

/** What is copied, cut and pasted where the focus is. */
export interface ClipKeys {
  copy?: () => void
  cut?: () => void
  paste: () => void
  /** What other programs get that paste it. */
  words?: string | undefined
}

function clipEvents({ copy, cut, paste, words }: ClipKeys) {
  const on = (act: (() => void) | undefined) => (e: ClipboardEvent) => {
    const typing = (e.target as HTMLElement).closest('input, textarea')
    if (!act || typing || window.getSelection()?.toString()) return
    if (e.type !== 'paste') e.clipboardData.setData('text/plain', words ?? '')
    e.preventDefault()
    e.stopPropagation()
    act()
  }
  return { onCopy: on(copy), onCut: on(cut), onPaste: on(paste) }
}
