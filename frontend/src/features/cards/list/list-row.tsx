// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw only its visible rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the current cell
import type { api } from '@wails/go/models'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './card-list.module.css'
import { cellOf, type Look } from './cell'
import { CellEditor, type CellEditorProps } from './cell-editor'
import type { ListColumn } from './columns'
import { cellKey, type Refused } from './use-edits'

interface ListRowProps {
  row: api.CardRow | undefined
  index: number
  top: number
  columns: ListColumn[]
  look: Look
  chosen: boolean
  /** The column of the current cell, if it is in this row. */
  current: number | undefined
  refused: ReadonlyMap<string, Refused>
  /** Set in the row that is edited: which column, and what the editor needs. */
  edit: (Pick<CellEditorProps, 'typed' | 'onSave' | 'onCancel'> & { column: number }) | undefined
}

/** The id of a cell, by which the grid names the current one. */
export const cellId = (row: number, column: number) => `cell-${row}-${column}`

/** One line of the list, or its outline while it is on its way. */
export const ListRow = memo(function ListRow(p: ListRowProps) {
  const { row, index, columns } = p
  if (!row) return <Outline index={index} top={p.top} />
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={p.chosen}
      data-row={index}
      data-here={p.current !== undefined || undefined}
      className={classes.row}
      style={{ transform: `translateY(${p.top}px)` }}
    >
      <div role="gridcell" className={classes.cell} data-choose>
        <ChooseBox name={row.name} chosen={p.chosen} />
      </div>
      {columns.map((column, c) => {
        const bad = p.refused.get(cellKey(row.id, column.key))
        const editing = p.edit?.column === c ? p.edit : undefined
        return (
          <div
            key={column.key}
            role="gridcell"
            id={cellId(index, c)}
            aria-colindex={c + 2}
            aria-readonly={!column.edits || undefined}
            aria-invalid={bad ? true : undefined}
            data-column={c}
            data-current={p.current === c || undefined}
            data-align={column.align}
            data-name={column.key === 'name' || undefined}
            className={classes.cell}
            title={bad?.words}
          >
            {editing ? (
              <CellEditor
                row={row}
                column={column}
                refused={bad}
                typed={editing.typed}
                onSave={editing.onSave}
                onCancel={editing.onCancel}
              />
            ) : (
              cellOf(column, row, p.look)
            )}
          </div>
        )
      })}
    </div>
  )
})

// Thousands of these pass while somebody rushes through a long list.
function Outline({ index, top }: { index: number; top: number }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      className={`${classes.row} ${classes.outline}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={classes.blank} />
    </div>
  )
}

function ChooseBox({ name, chosen }: { name: string; chosen: boolean }) {
  const { t } = useTranslation()
  return (
    <input
      type="checkbox"
      className={classes.box}
      checked={chosen}
      readOnly
      tabIndex={-1}
      aria-label={t('ui.choose_one', { name })}
    />
  )
}
