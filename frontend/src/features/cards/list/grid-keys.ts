/** A cell by its row and column, both from 0. */
export interface Cell {
  row: number
  column: number
}

/** What a grid is: its size, and the rows that Page Up and Page Down pass. */
export interface Size {
  rows: number
  columns: number
  page: number
}

/** The part of a key press that matters here. */
export interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
}

/** The cell that a key moves to; undefined for a key that does not move. */
export function cellAfter(press: Press, from: Cell, size: Size): Cell | undefined {
  const far = press.ctrlKey || press.metaKey
  const to = (row: number, column: number) => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  })
  switch (press.key) {
    case 'ArrowDown':
      return to(far ? size.rows - 1 : from.row + 1, from.column)
    case 'ArrowUp':
      return to(far ? 0 : from.row - 1, from.column)
    case 'ArrowRight':
      return to(from.row, far ? size.columns - 1 : from.column + 1)
    case 'ArrowLeft':
      return to(from.row, far ? 0 : from.column - 1)
    case 'PageDown':
      return to(from.row + size.page, from.column)
    case 'PageUp':
      return to(from.row - size.page, from.column)
    case 'Home':
      return to(far ? 0 : from.row, 0)
    case 'End':
      return to(far ? size.rows - 1 : from.row, size.columns - 1)
    default:
      return undefined
  }
}

/** The next cell that Tab goes to while editing; undefined past the last or before the first. */
export function cellBeside(
  from: Cell,
  back: boolean,
  size: Size,
  editable: (column: number) => boolean,
): Cell | undefined {
  const by = back ? -1 : 1
  let { row, column } = from
  for (let tries = 0; tries < 2 * size.columns; tries++) {
    column += by
    if (column < 0 || column >= size.columns) {
      row += by
      column = back ? size.columns - 1 : 0
    }
    if (row < 0 || row >= size.rows) return undefined
    if (editable(column)) return { row, column }
  }
  return undefined
}

/** Whether a key begins a text: a printable character without Ctrl. */
export function types(press: Press): boolean {
  return press.key.length === 1 && press.key !== ' ' && !press.ctrlKey && !press.metaKey
}
