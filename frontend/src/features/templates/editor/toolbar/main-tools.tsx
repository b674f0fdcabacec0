import { IconArrowBackUp, IconArrowForwardUp, IconList, IconListNumbers } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Actions } from '../actions'
import { AlignTool } from './align-tool'
import { InsertTool } from './insert-tool'
import { keyOf } from './keys'
import { MarkTools } from './mark-tools'
import { StyleTool } from './style-tool'
import { Gap, Tool } from './tool'
import { Toolbar } from './toolbar'
import classes from './toolbar.module.css'
import { useStanding } from './use-standing'

interface MainToolsProps {
  editor: Editor
  actions: Actions
  /** The button that puts a variable in. */
  variable: ReactNode
}

/** The tools above the text. */
export const MainTools = memo(function MainTools({ editor, actions, variable }: MainToolsProps) {
  const { t } = useTranslation()
  const now = useStanding(editor)
  return (
    <Toolbar label={t('editor.tools')} className={classes.main}>
      <Tool
        icon={IconArrowBackUp}
        label={t('editor.undo')}
        keys={keyOf('Z')}
        disabled={!now.undo}
        onClick={() => editor.chain().focus().undo().run()}
      />
      <Tool
        icon={IconArrowForwardUp}
        label={t('editor.redo')}
        keys={keyOf('⇧Z')}
        disabled={!now.redo}
        onClick={() => editor.chain().focus().redo().run()}
      />
      <Gap />
      <StyleTool editor={editor} style={now.style} />
      <MarkTools editor={editor} now={now} onLink={actions.link} />
      <Gap />
      <Tool
        icon={IconList}
        label={t('editor.bullets')}
        keys={keyOf('⇧8')}
        on={now.bullets}
        onClick={() => editor.chain().focus().toggleBulletList().run()}
      />
      <Tool
        icon={IconListNumbers}
        label={t('editor.numbers')}
        keys={keyOf('⇧7')}
        on={now.numbers}
        onClick={() => editor.chain().focus().toggleOrderedList().run()}
      />
      <AlignTool editor={editor} align={now.align} />
      <Gap />
      <InsertTool editor={editor} actions={actions} />
      {variable}
    </Toolbar>
  )
})
