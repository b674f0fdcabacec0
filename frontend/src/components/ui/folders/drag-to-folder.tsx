import {
  DndContext,
  DragOverlay,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useDraggable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { ActionIcon } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import classes from './folders.module.css'

interface DragToFolderProps {
  nameOf: (id: string) => string
  onMove: (id: string, folder: string) => void
  /** What a folder is called, where it is not named by its name. */
  folderNameOf?: (folder: string) => string
  children: ReactNode
}

/** Things are dragged onto folders: by pointer, or by Space, the arrow keys and Space. */
export function DragToFolder({ nameOf, onMove, folderNameOf, children }: DragToFolderProps) {
  const { t } = useTranslation()
  const [active, setActive] = useState('')
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: toNextFolder,
      keyboardCodes: {
        start: [KeyboardCode.Space],
        cancel: [KeyboardCode.Esc],
        end: [KeyboardCode.Space, KeyboardCode.Enter],
      },
    }),
  )
  const folderOf = (over: { id: unknown } | null) =>
    over ? String(over.id).slice('in:'.length) : undefined
  const over = (id: unknown, at: { id: unknown } | null) => {
    const folder = folderOf(at)
    const name = nameOf(String(id))
    if (folder === undefined) return t('ui.drag_outside', { name })
    const place = folderNameOf?.(folder) ?? folder
    return t('ui.folder.over', { name, folder: place || t('ui.folder.none') })
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(args) =>
        args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args)
      }
      accessibility={{
        screenReaderInstructions: { draggable: t('ui.folder.drag_how') },
        announcements: {
          onDragStart: ({ active: a }) => t('ui.drag_lifted_new', { name: nameOf(String(a.id)) }),
          onDragOver: ({ active: a, over: at }) => over(a.id, at),
          onDragEnd: () => undefined,
          onDragCancel: ({ active: a }) => t('ui.drag_back', { name: nameOf(String(a.id)) }),
        },
      }}
      onDragStart={(e) => setActive(String(e.active.id))}
      onDragCancel={() => setActive('')}
      onDragEnd={(e) => {
        setActive('')
        const folder = folderOf(e.over)
        if (folder !== undefined) onMove(String(e.active.id), folder)
      }}
    >
      {children}
      {createPortal(
        <DragOverlay dropAnimation={null}>
          {active && <div className={classes.overlay}>{nameOf(active)}</div>}
        </DragOverlay>,
        document.body,
      )}
    </DndContext>
  )
}

/** The grip of a thing in the list. */
export function FolderGrip({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const drag = useDraggable({ id })
  return (
    <ActionIcon
      ref={drag.setNodeRef}
      size="sm"
      className={classes.handle}
      aria-label={t('ui.folder.drag', { name })}
      {...drag.attributes}
      {...drag.listeners}
      aria-roledescription={undefined}
    >
      <IconGripVertical size={16} aria-hidden />
    </ActionIcon>
  )
}

const toNextFolder: KeyboardCoordinateGetter = (event, { context }) => {
  const step = { [KeyboardCode.Down]: 1, [KeyboardCode.Up]: -1 }[event.code]
  if (!step) return undefined
  event.preventDefault()
  const places = context.droppableContainers
    .getEnabled()
    .map((c) => context.droppableRects.get(c.id))
    .filter((rect) => rect !== undefined)
    .sort((a, b) => a.top - b.top)
  const overRect = context.over && context.droppableRects.get(context.over.id)
  const at = overRect ? places.indexOf(overRect) + step : step > 0 ? 0 : places.length - 1
  const target = places[Math.max(0, Math.min(places.length - 1, at))]
  return target && { x: target.left + 8, y: target.top + 4 }
}
