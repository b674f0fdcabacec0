import {
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useMemo, useRef } from 'react'
import { arrowsOn } from '@/components/ui/sortable-drag'

/** The sensors of a drag, the same ones while the rows change: new ones would draw every row anew. */
export function useSteadySensors(ids: string[]) {
  const now = useRef(ids)
  now.current = ids
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

// After 4 px, so that a click stays a click.
const byPointer = { activationConstraint: { distance: 4 } }
