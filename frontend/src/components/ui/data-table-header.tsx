// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw only its visible rows
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are in the tab order, cells are not
import { VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column } from './data-table'
import classes from './data-table.module.css'

/** By which column a table is ordered. */
export interface Sort {
  key: string
  desc: boolean
}

interface SortHeaderProps<Row> {
  column: Column<Row>
  sort?: Sort
  onSort?: (sort: Sort) => void
}

/** A column's title; a click orders by it, another one turns the order round. */
export function SortHeader<Row>({ column: c, sort, onSort }: SortHeaderProps<Row>) {
  const mine = sort?.key === c.key
  const Arrow = sort?.desc ? IconArrowDown : IconArrowUp
  const order = mine ? (sort.desc ? 'descending' : 'ascending') : undefined
  return (
    <div
      role="columnheader"
      aria-sort={c.sortable ? (order ?? 'none') : undefined}
      className={classes.cell}
      data-align={c.align}
      data-hide={c.hideBelow}
    >
      {c.sortable && onSort ? (
        <button
          type="button"
          className={classes.sort}
          onClick={() => onSort({ key: c.key, desc: mine ? !sort.desc : false })}
        >
          <span className="clip">{c.title}</span>
          {mine && <Arrow size={14} aria-hidden />}
        </button>
      ) : (
        <Title column={c} />
      )}
    </div>
  )
}

function Title<Row>({ column: c }: { column: Column<Row> }) {
  if (c.titleHidden) return <VisuallyHidden>{c.title}</VisuallyHidden>
  return <span className="clip">{c.title}</span>
}
