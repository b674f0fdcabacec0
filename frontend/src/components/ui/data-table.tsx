// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw only its visible rows
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are in the tab order, cells are not
import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './data-table.module.css'
import { type Sort, SortHeader } from './data-table-header'
import { useRowKeys } from './data-table-keys'
import { TableRow, toggle } from './data-table-row'
import { tracks } from './data-table-tracks'

/** One column of a table. */
export interface Column<Row> {
  key: string
  title: string
  /** The title is only for screen readers: a column of pictures or menus. */
  titleHidden?: boolean
  cell: (row: Row, index: number) => ReactNode
  /** A track of a CSS grid: "2fr", "120px"; "minmax(160px, 2fr)" if not given. */
  width?: string
  align?: 'end'
  sortable?: boolean
  /** Leaves when the table is narrower than this many pixels: 480, 640, 800, 960 or 1120. */
  hideBelow?: 480 | 640 | 800 | 960 | 1120
}

/** The rows that are chosen, and how choosing changes them. */
export interface Selection {
  ids: ReadonlySet<string>
  onChange: (ids: Set<string>) => void
}

/** What a table is given. */
export interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  idOf: (row: Row) => string
  nameOf: (row: Row) => string
  /** Enter or a click on the row. */
  onOpen?: (row: Row) => void
  sort?: Sort
  onSort?: (sort: Sort) => void
  selection?: Selection
  /** All rows there are, if not all are loaded. */
  total?: number
  /** Near the end of the loaded rows. */
  onMore?: () => void
  /** The table grows with its rows instead of scrolling inside its parent. */
  grow?: boolean
  rowHeight?: number
  /** Colours a whole row for what it means; the row says it in words as well. */
  toneOf?: (row: Row) => 'amber' | undefined
  /** The row that a drawer shows. */
  current?: string
}

/** Rows in columns: only the visible ones are drawn; arrows walk, Space chooses, Enter opens. */
export function DataTable<Row>(p: DataTableProps<Row>) {
  const { t } = useTranslation()
  const scroll = useRef<HTMLDivElement>(null)
  const height = p.rowHeight ?? 44
  const virtual = useVirtualizer({
    count: p.rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12,
    initialRect: { width: 1024, height: 768 },
    enabled: !p.grow,
  })
  const items = p.grow
    ? p.rows.map((_, index) => ({ index, start: index * height }))
    : virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { onMore } = p
  const count = p.rows.length
  useEffect(() => {
    if (onMore && count > 0 && last >= count - 20) onMore()
  }, [onMore, last, count])
  const keys = useRowKeys({
    count,
    page: 10,
    scrollTo: (i) => (p.grow ? undefined : virtual.scrollToIndex(i)),
    onOpen: (i) => p.rows[i] && p.onOpen?.(p.rows[i]),
    onToggle: (i) => p.rows[i] && toggle(p, p.idOf(p.rows[i])),
  })
  return (
    <div ref={scroll} className={classes.scroll} data-grow={p.grow || undefined}>
      <div
        role="grid"
        aria-label={p.label}
        aria-rowcount={(p.total ?? count) + 1}
        aria-multiselectable={p.selection ? true : undefined}
        className={classes.grid}
        style={tracks(p.columns, Boolean(p.selection), height)}
      >
        <div
          role="row"
          aria-rowindex={1}
          className={`${classes.row} ${classes.head}`}
          tabIndex={-1}
        >
          {p.selection && (
            <div role="columnheader" className={classes.cell} aria-label={t('ui.choose')}>
              <Checkbox size="xs" {...allChosen(p)} aria-label={t('ui.choose_all')} />
            </div>
          )}
          {p.columns.map((c) => (
            <SortHeader key={c.key} column={c} sort={p.sort} onSort={p.onSort} />
          ))}
        </div>
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: p.grow ? undefined : virtual.getTotalSize() }}
          onKeyDown={keys.onKeyDown}
        >
          {items.map(({ index, start }) => {
            const row = p.rows[index]
            if (row === undefined) return null
            return (
              <TableRow
                key={p.idOf(row)}
                table={p}
                row={row}
                index={index}
                start={p.grow ? undefined : start}
                focusable={index === keys.current}
                onFocus={() => keys.setCurrent(index)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

function allChosen<Row>({ selection, rows, idOf }: DataTableProps<Row>) {
  const some = rows.some((r) => selection?.ids.has(idOf(r)))
  const all = rows.length > 0 && rows.every((r) => selection?.ids.has(idOf(r)))
  return {
    checked: all,
    indeterminate: some && !all,
    onChange: () => selection?.onChange(all ? new Set() : new Set(rows.map(idOf))),
  }
}
