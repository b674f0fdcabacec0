import type { api } from '@wails/go/models'
import { type KeyboardEvent, type MouseEvent, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { CellEditorProps } from './cell-editor'
import { type Choice, everything, isChosen, nothing, toggled, withAll } from './choice'
import type { CellValue, ListColumn } from './columns'
import { type Cell, cellAfter, cellBeside, types } from './grid-keys'

/** What a grid works on. */
export interface GridOptions {
  rows: number
  columns: ListColumn[]
  /** Rows that are seen at once. */
  page: number
  at: (index: number) => api.CardRow | undefined
  show: (row: number) => void
  /** All ids of a range of rows. */
  idsOf: (from: number, to: number) => Promise<string[]>
  choice: Choice
  onChoice: (choice: Choice) => void
  onOpen: (row: api.CardRow) => void
  onSave: (row: api.CardRow, column: ListColumn, value: CellValue) => void
}

/** Which cell is edited, and with which key that began. */
interface Editing extends Cell {
  typed: string | undefined
}

// A range that is chosen row by row; for more there is "all that match".
const longestRange = 2000

/** The keyboard and mouse of a grid: a current cell, cells being edited, rows being chosen. */
export function useGrid(p: GridOptions) {
  const { t } = useTranslation()
  const [wanted, setCurrent] = useState<Cell>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState(0)
  const [editing, setEditing] = useState<Editing>()
  const current = {
    row: Math.max(0, Math.min(wanted.row, p.rows - 1)),
    column: Math.min(wanted.column, Math.max(0, p.columns.length - 1)),
  }
  const size = { rows: p.rows, columns: p.columns.length, page: Math.max(1, p.page - 1) }
  const goTo = (cell: Cell) => {
    setCurrent(cell)
    p.show(cell.row)
  }
  const edit = (cell: Cell, typed?: string) => {
    const column = p.columns[cell.column]
    if (column?.edits && p.at(cell.row)) setEditing({ ...cell, typed })
    return Boolean(column?.edits)
  }
  const range = async (from: number, to: number) => {
    const [first, last] = [Math.min(from, to), Math.max(from, to)]
    if (last - first >= longestRange) {
      announce(t('cards.range_long', { count: longestRange }))
      return
    }
    p.onChoice(withAll(p.choice, await p.idsOf(first, last), true))
  }
  const toggle = (index: number) => {
    const row = p.at(index)
    if (!row) return
    setAnchor(index)
    p.onChoice(toggled(p.choice, row.id))
  }

  const onKeyDown = (e: KeyboardEvent<HTMLElement>) => {
    if (editing || e.altKey || e.target !== e.currentTarget || p.rows === 0) return
    const next = cellAfter(e, current, size)
    const row = p.at(current.row)
    if (next) {
      goTo(next)
      if (e.shiftKey && next.row !== current.row) void range(anchor, next.row)
      else if (next.row !== current.row) setAnchor(next.row)
    } else if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
      if (row) p.onOpen(row)
    } else if (e.key === 'Enter' || e.key === 'F2') {
      if (!edit(current) && row && e.key === 'Enter') p.onOpen(row)
    } else if (e.key === ' ') {
      toggle(current.row)
    } else if (e.key.toLowerCase() === 'a' && (e.ctrlKey || e.metaKey)) {
      p.onChoice(everything)
    } else if (e.key === 'Escape') {
      if (p.choice === nothing) return
      p.onChoice(nothing)
    } else if (!types(e) || !edit(current, e.key)) {
      return
    }
    e.preventDefault()
  }

  const onClick = (e: MouseEvent<HTMLElement>) => {
    const cell = cellUnder(e.target)
    if (!cell) return
    e.currentTarget.focus({ preventScroll: true })
    const boxed = (e.target as Element).closest('[data-choose]')
    setCurrent({ row: cell.row, column: cell.column ?? current.column })
    if (e.shiftKey) void range(anchor, cell.row)
    else if (boxed || e.ctrlKey || e.metaKey) toggle(cell.row)
    else setAnchor(cell.row)
  }
  const onDoubleClick = (e: MouseEvent<HTMLElement>) => {
    const cell = cellUnder(e.target)
    if (cell?.column !== undefined) edit({ row: cell.row, column: cell.column })
  }

  const focus = useCallback(() => document.getElementById('card-grid')?.focus(), [])
  /** What the row that is edited needs. */
  const editOf = (index: number) => {
    if (!editing || editing.row !== index) return undefined
    const stop = () => {
      setEditing(undefined)
      focus()
    }
    const onSave: CellEditorProps['onSave'] = (value, after) => {
      const row = p.at(index)
      const column = p.columns[editing.column]
      stop()
      if (row && column) p.onSave(row, column, value)
      if (after === 'stay') return
      const editable = (c: number) => Boolean(p.columns[c]?.edits)
      const next =
        after === 'down'
          ? cellAfter({ key: 'ArrowDown', ctrlKey: false, metaKey: false }, editing, size)
          : cellBeside(editing, after === 'back', size, editable)
      if (!next) return
      goTo(next)
      if (after !== 'down' && p.at(next.row)) setEditing({ ...next, typed: undefined })
    }
    return { column: editing.column, typed: editing.typed, onSave, onCancel: stop }
  }
  return {
    current,
    editing: Boolean(editing),
    editOf,
    onKeyDown,
    onClick,
    onDoubleClick,
    isChosen: (id: string) => isChosen(p.choice, id),
  }
}

function cellUnder(target: EventTarget): { row: number; column: number | undefined } | undefined {
  const element = target as HTMLElement
  if (element.closest('a, button')) return undefined
  const row = element.closest<HTMLElement>('[data-row]')?.dataset.row
  const column = element.closest<HTMLElement>('[data-column]')?.dataset.column
  if (row === undefined) return undefined
  return { row: Number(row), column: column === undefined ? undefined : Number(column) }
}
