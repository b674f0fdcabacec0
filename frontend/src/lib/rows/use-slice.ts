import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  heights,
  type Place,
  placeFor,
  placeShowing,
  type Shape,
  type Slice,
  scrolled,
  sliceAt,
} from './scaled-scroll'

interface SliceOptions {
  /** The element that scrolls. */
  scroll: RefObject<HTMLElement | null>
  rows: number
  rowHeight: number
  /** The height of what stays above the rows inside the element. */
  above?: number
  /** Rows drawn on each side of those that are seen. */
  beside?: number
}

// After so many milliseconds without a scroll the list is at rest.
const rest = 160

/** Which rows of a long list to draw, however many there are. Nothing is kept for rows that are not drawn. */
export function useSlice({ scroll, rows, rowHeight, above = 0, beside = 8 }: SliceOptions) {
  const [view, setView] = useState(720)
  const place = useRef<Place>({ dom: 0, whole: 0 })
  const shape = useRef<Shape>({ rows, rowHeight, view })
  shape.current = { rows, rowHeight, view }
  const [slice, setSlice] = useState<Slice>(() => sliceAt(place.current, shape.current, beside))
  const draw = useCallback(() => {
    const next = sliceAt(place.current, shape.current, beside)
    setSlice((old) => (same(old, next) ? old : next))
  }, [beside])

  /** Puts the browser where the list should be. */
  const go = useCallback(
    (to: Place) => {
      place.current = to
      const element = scroll.current
      if (element && Math.abs(element.scrollTop - to.dom) >= 1) element.scrollTop = to.dom
      draw()
    },
    [draw, scroll],
  )
  useLayoutEffect(() => {
    const element = scroll.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      if (element.scrollTop !== place.current.dom) {
        place.current = scrolled(place.current, element.scrollTop, shape.current)
        // In the same frame, or the rows come one frame behind the scroll.
        flushSync(draw)
      }
      clearTimeout(timer)
      timer = setTimeout(() => go(placeFor(place.current.whole, shape.current)), rest)
    }
    const sizes = new ResizeObserver(() => setView(Math.max(0, element.clientHeight - above)))
    sizes.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(timer)
      sizes.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroll, above, draw, go])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shape shows other rows
  useLayoutEffect(draw, [draw, rows, rowHeight, view])

  const show = useCallback(
    (row: number) => go(placeShowing(row, place.current, shape.current)),
    [go],
  )
  const toTop = useCallback(() => go({ dom: 0, whole: 0 }), [go])
  const seen = Math.max(1, Math.floor(view / rowHeight))
  return { slice, height: heights(shape.current).drawn, seen, show, toTop }
}

function same(a: Slice, b: Slice): boolean {
  return a.first === b.first && a.end === b.end && a.shift === b.shift
}
