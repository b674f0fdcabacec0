// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw only its visible rows
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are in the tab order, cells are not
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DataTableProps } from './data-table'
import classes from './data-table.module.css'

interface TableRowProps<Row> {
  table: DataTableProps<Row>
  row: Row
  index: number
  start: number | undefined
  focusable: boolean
  onFocus: () => void
}

/** One drawn row. A click on it opens it, except on what acts by itself. */
export function TableRow<Row>({
  table: p,
  row,
  index,
  start,
  focusable,
  onFocus,
}: TableRowProps<Row>) {
  const { t } = useTranslation()
  const id = p.idOf(row)
  const chosen = p.selection?.ids.has(id)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the body hears the keys of all rows
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={p.selection ? Boolean(chosen) : undefined}
      data-row={index}
      data-current={p.current === id || undefined}
      data-tone={p.toneOf?.(row)}
      data-opens={p.onOpen ? true : undefined}
      tabIndex={focusable ? 0 : -1}
      className={classes.row}
      style={
        start === undefined
          ? undefined
          : { position: 'absolute', transform: `translateY(${start}px)` }
      }
      onFocus={onFocus}
      onClick={(e) => !ownClick(e) && p.onOpen?.(row)}
    >
      {p.selection && (
        <div role="gridcell" className={classes.cell}>
          <Checkbox
            size="xs"
            checked={Boolean(chosen)}
            onChange={() => toggle(p, id)}
            aria-label={t('ui.choose_one', { name: p.nameOf(row) })}
            tabIndex={-1}
          />
        </div>
      )}
      {p.columns.map((c) => (
        <div
          key={c.key}
          role="gridcell"
          className={classes.cell}
          data-align={c.align}
          data-hide={c.hideBelow}
        >
          {c.cell(row, index)}
        </div>
      ))}
    </div>
  )
}

// A click on something that acts by itself, or the end of selecting text, doesn't open the row.
function ownClick(e: React.MouseEvent): boolean {
  const target = e.target as HTMLElement
  return (
    Boolean(target.closest('a, button, input, label, select')) ||
    Boolean(window.getSelection()?.toString())
  )
}

/** Chooses a row, or lets it go. */
export function toggle<Row>({ selection }: DataTableProps<Row>, id: string) {
  if (!selection) return
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  selection.onChange(ids)
}
