import {
  type ClientRect,
  type CollisionDetection,
  closestCenter,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  type Over,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useMemo, useRef } from 'react'

/** The id of the whole board as a place to drop; all other droppables are rows. */
export const boardId = 'board'

/** Something that is being dragged, and the place in the list where it would land. */
export interface Landing {
  id: string
  to: number
}

/** Whether something is dragged in from outside instead of being a row. */
export const isSource = (id: unknown, rows: readonly string[]) => !rows.includes(String(id))

/**
 * What a drag is over. A row is always over the nearest row; a source only
 * while it is over the board, so that it can be let go without effect.
 */
export function collisionsOn(rows: readonly string[]): CollisionDetection {
  return (args) => {
    const places = args.droppableContainers.filter((c) => c.id !== boardId)
    if (!isSource(args.active.id, rows)) {
      return closestCenter({ ...args, droppableContainers: places })
    }
    const board = args.droppableContainers.filter((c) => c.id === boardId)
    const within = args.pointerCoordinates ? pointerWithin : rectIntersection
    const over = within({ ...args, droppableContainers: board })
    if (over.length === 0 || places.length === 0) return over
    return closestCenter({ ...args, droppableContainers: places })
  }
}

/**
 * Where a source would land: before the row it is over if its middle is above
 * that row's middle, else behind it.
 */
export function landingOf(rows: readonly string[], over: Over, dragged: ClientRect): number {
  const at = rows.indexOf(String(over.id))
  if (at < 0) return rows.length
  const middle = dragged.top + dragged.height / 2
  return middle > over.rect.top + over.rect.height / 2 ? at + 1 : at
}

const steps: Record<string, number> = {
  [KeyboardCode.Down]: 1,
  [KeyboardCode.Up]: -1,
  [KeyboardCode.Left]: 0,
  [KeyboardCode.Right]: 0,
}

/**
 * Arrow keys move what is dragged by one place. A source enters the list at
 * its end, with whichever arrow comes first.
 */
export function arrowsOn(rows: readonly string[]): KeyboardCoordinateGetter {
  return (event, { context }) => {
    const { active, collisionRect, droppableRects, over } = context
    const step = steps[event.code]
    if (step === undefined || !active || !collisionRect) return undefined
    event.preventDefault()
    const rects = rows.map((id) => droppableRects.get(id)).filter((r) => r !== undefined)
    if (isSource(active.id, rows)) {
      return toLanding(rows, rects, collisionRect, over, step, droppableRects.get(boardId))
    }
    const target = rects[rows.indexOf(String(over?.id ?? active.id)) + step]
    if (!target || step === 0) return undefined
    const y = step > 0 ? target.bottom - collisionRect.height : target.top
    return { x: target.left, y }
  }
}

function toLanding(
  rows: readonly string[],
  rects: ClientRect[],
  dragged: ClientRect,
  over: Over | null,
  step: number,
  board: ClientRect | undefined,
) {
  const last = rects.at(-1)
  if (!last) return board && { x: board.left, y: board.top }
  const landing = over ? landingOf(rows, over, dragged) + step : rects.length
  const next = rects[Math.max(0, landing)]
  // The middle of what is dragged comes to lie just inside the row that it goes before.
  const edge = next ? next.top + 2 : last.bottom - 2
  return { x: last.left, y: edge - dragged.height / 2 }
}

// After 4 px, so that a click stays a click.
const byPointer = { activationConstraint: { distance: 4 } }

/**
 * By pointer, and by keyboard with the space bar. The sensors stay the same ones while the rows
 * change: new ones would draw every row anew.
 */
export function useDragSensors(rows: readonly string[]) {
  const now = useRef(rows)
  now.current = rows
  const byKeys = useMemo(
    () => ({
      coordinateGetter: ((event, args) =>
        arrowsOn(now.current)(event, args)) satisfies KeyboardCoordinateGetter,
      keyboardCodes: {
        start: [KeyboardCode.Space],
        cancel: [KeyboardCode.Esc],
        end: [KeyboardCode.Space, KeyboardCode.Enter],
      },
    }),
    [],
  )
  return useSensors(useSensor(PointerSensor, byPointer), useSensor(KeyboardSensor, byKeys))
}
