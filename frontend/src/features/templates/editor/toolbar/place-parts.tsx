import {
  IconArrowLeft,
  IconArrowRight,
  IconColumnInsertRight,
  IconColumnRemove,
  IconRowInsertBottom,
  IconRowRemove,
  IconTableRow,
} from '@tabler/icons-react'
import type { Command } from '@tiptap/pm/state'
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  toggleHeaderRow,
} from '@tiptap/pm/tables'
import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { addColumn, removeColumn, swapColumn } from '../state/columns'
import { Tool } from './tool'

/** The tools of a table: rows, columns, the row that names them. */
export function TableTools({ editor, header }: { editor: Editor; header: boolean }) {
  const { t } = useTranslation()
  const run = (command: Command) => () => {
    command(editor.state, editor.view.dispatch)
    editor.commands.focus()
  }
  return (
    <>
      <Tool icon={IconRowInsertBottom} label={t('editor.row_add')} onClick={run(addRowAfter)} />
      <Tool
        icon={IconColumnInsertRight}
        label={t('editor.column_add')}
        onClick={run(addColumnAfter)}
      />
      <Tool icon={IconRowRemove} label={t('editor.row_remove')} onClick={run(deleteRow)} />
      <Tool icon={IconColumnRemove} label={t('editor.column_remove')} onClick={run(deleteColumn)} />
      <Tool
        icon={IconTableRow}
        label={t('editor.header_row')}
        on={header}
        onClick={run(toggleHeaderRow)}
      />
    </>
  )
}

interface ColumnToolsProps {
  editor: Editor
  count: number
  /** The column with the caret, from 0. */
  index: number
}

/** The tools of columns: one more, one less, their order. */
export function ColumnTools({ editor, count, index }: ColumnToolsProps) {
  const { t } = useTranslation()
  const run = (what: () => void) => () => {
    what()
    editor.commands.focus()
  }
  return (
    <>
      <Tool
        icon={IconColumnInsertRight}
        label={t('editor.column_add')}
        disabled={count >= 3}
        onClick={run(() => addColumn(editor))}
      />
      <Tool
        icon={IconColumnRemove}
        label={t('editor.column_remove')}
        onClick={run(() => removeColumn(editor))}
      />
      <Tool
        icon={IconArrowLeft}
        label={t('editor.column_left')}
        disabled={index === 0}
        onClick={run(() => swapColumn(editor, -1))}
      />
      <Tool
        icon={IconArrowRight}
        label={t('editor.column_right')}
        disabled={index >= count - 1}
        onClick={run(() => swapColumn(editor, 1))}
      />
    </>
  )
}
