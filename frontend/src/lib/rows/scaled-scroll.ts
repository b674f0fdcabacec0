/** What a list scrolls: how many rows of one height, and how much of it is seen. All in pixels. */
export interface Shape {
  rows: number
  rowHeight: number
  view: number
}

/** Where the list stands: the browser's scrollTop, and the place in the whole list that shows there. */
export interface Place {
  dom: number
  whole: number
}

// Browsers cap the height of an element, the lowest at about 17 million pixels.
const tallest = 8_000_000

/** The whole height of all rows, and the height that is drawn for it. */
export function heights({ rows, rowHeight, view }: Shape): { whole: number; drawn: number } {
  const whole = Math.max(rows * rowHeight, view)
  return { whole, drawn: Math.min(whole, Math.max(tallest, view)) }
}

function ratio(shape: Shape): number {
  const { whole, drawn } = heights(shape)
  return drawn > shape.view ? (whole - shape.view) / (drawn - shape.view) : 1
}

/**
 * The place after the browser has scrolled. Where the drawn list is shorter than the whole, a wheel still
 * moves it pixel by pixel, and a jump (the scrollbar was dragged) goes in proportion.
 */
export function scrolled(from: Place, dom: number, shape: Shape): Place {
  const { whole, drawn } = heights(shape)
  if (whole === drawn) return { dom, whole: dom }
  if (dom <= 0) return { dom, whole: 0 }
  if (dom >= drawn - shape.view) return { dom, whole: whole - shape.view }
  const by = dom - from.dom
  if (Math.abs(by) > 8 * shape.view) return { dom, whole: dom * ratio(shape) }
  return { dom, whole: Math.min(Math.max(from.whole + by, 0), whole - shape.view) }
}

/** The place for a wanted one of the whole list: also how a list that came to rest gets its scrollbar right. */
export function placeFor(whole: number, shape: Shape): Place {
  const most = heights(shape).whole - shape.view
  const wanted = Math.min(Math.max(whole, 0), Math.max(most, 0))
  return { dom: Math.round(wanted / ratio(shape)), whole: wanted }
}

/** The rows to draw, the last one excluded, and by how much they stand lower than in the whole list. */
export interface Slice {
  first: number
  end: number
  shift: number
}

/** The rows that show at a place, and some on both sides. */
export function sliceAt(place: Place, shape: Shape, beside: number): Slice {
  const first = Math.floor(place.whole / shape.rowHeight) - beside
  const end = Math.ceil((place.whole + shape.view) / shape.rowHeight) + beside
  return {
    first: Math.max(0, first),
    end: Math.min(shape.rows, end),
    shift: place.dom - place.whole,
  }
}

/** Where the list must stand so that a row is wholly seen; the same place if it is. */
export function placeShowing(row: number, from: Place, shape: Shape): Place {
  const top = row * shape.rowHeight
  if (top < from.whole) return placeFor(top, shape)
  if (top + shape.rowHeight > from.whole + shape.view) {
    return placeFor(top + shape.rowHeight - shape.view, shape)
  }
  return from
}
