import { IconArrowDown, IconArrowUp, IconKeyboard, IconTrash } from '@tabler/icons-react'
import { deleteTable } from '@tiptap/pm/tables'
import type { Editor } from '@tiptap/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Actions } from '../actions'
import { dropColumns } from '../state/columns'
import { moveBlock } from '../state/move'
import { altKey, keyOf } from './keys'
import classes from './place.module.css'
import { ColumnTools, TableTools } from './place-parts'
import { Gap, Tool } from './tool'
import { Toolbar } from './toolbar'
import { useStanding } from './use-standing'

/** The tools below the text: for the block with the caret, and for the table or columns around it. */
export const PlaceTools = memo(function PlaceTools({
  editor,
  actions,
}: {
  editor: Editor
  actions: Actions
}) {
  const { t } = useTranslation()
  const now = useStanding(editor)
  const move = (by: 1 | -1) => {
    const tr = moveBlock(editor.state, by)
    if (tr) editor.view.dispatch(tr)
    editor.commands.focus()
  }
  return (
    <Toolbar label={t('editor.place_tools')} className={classes.bar}>
      <Tool icon={IconArrowUp} label={t('editor.up')} keys={altKey('↑')} onClick={() => move(-1)} />
      <Tool
        icon={IconArrowDown}
        label={t('editor.down')}
        keys={altKey('↓')}
        onClick={() => move(1)}
      />
      {now.table && (
        <>
          <Gap />
          <TableTools editor={editor} header={now.header} />
          <Tool
            icon={IconTrash}
            data-danger
            label={t('editor.table_remove')}
            onClick={() => deleteTable(editor.state, editor.view.dispatch)}
          />
        </>
      )}
      {now.columns > 0 && !now.table && (
        <>
          <Gap />
          <ColumnTools editor={editor} count={now.columns} index={now.column} />
          <Tool
            icon={IconTrash}
            data-danger
            label={t('editor.columns_drop')}
            onClick={() => dropColumns(editor)}
          />
        </>
      )}
      <span className={classes.hint}>{t('editor.hint')}</span>
      <Tool
        icon={IconKeyboard}
        label={t('editor.keys')}
        keys={keyOf('/')}
        aria-haspopup="dialog"
        onClick={actions.help}
      />
    </Toolbar>
  )
})
