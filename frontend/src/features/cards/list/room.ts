import { type CSSProperties, type RefObject, useEffect, useState } from 'react'
import type { ListColumn } from './columns'

/** The height of a row and of the head, in pixels. */
export const rowHeight = 40
export const headHeight = 36
/** What stands beside the columns: the box to choose, and the padding. */
const beside = 60

/** Whether the columns need more room than there is; then the names stay while the rest scrolls. */
export function useWide(scroll: RefObject<HTMLElement | null>, columns: ListColumn[]): boolean {
  const [room, setRoom] = useState(0)
  useEffect(() => {
    const element = scroll.current
    if (!element) return
    const sizes = new ResizeObserver(() => setRoom(element.clientWidth))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [scroll])
  return room > 0 && columns.reduce((w, c) => w + c.least, beside) > room
}

/** The widths of the columns as the grid has them. */
export function tracks(columns: ListColumn[]): CSSProperties {
  const widths = columns.map((c) => `minmax(${c.least}px, ${c.width}fr)`)
  const sum = columns.reduce((w, c) => w + c.least, 0)
  return {
    '--tracks': ['44px', ...widths].join(' '),
    '--wide': `${sum + beside}px`,
    '--row-height': `${rowHeight}px`,
    '--head-height': `${headHeight}px`,
  } as CSSProperties
}
