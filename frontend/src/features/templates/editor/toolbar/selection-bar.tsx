import { IconExternalLink, IconPencil, IconUnlink } from '@tabler/icons-react'
import { TextSelection } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import { type Editor, useEditorState } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { OutLink } from '@/components/ui/out-link'
import type { Actions } from '../actions'
import { spotOf } from '../anchor'
import { MarkTools } from './mark-tools'
import classes from './selection-bar.module.css'
import { Tool } from './tool'
import { Toolbar } from './toolbar'
import { useStanding } from './use-standing'

/** The tools beside a selected text; on a link also where it leads. */
export function SelectionBar({ editor, actions }: { editor: Editor; actions: Actions }) {
  const range = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const { selection } = now.state
      if (!now.isEditable || !now.isFocused) return null
      const text = selection instanceof TextSelection || selection instanceof CellSelection
      if (!text || (selection.empty && !now.isActive('link'))) return null
      return { from: selection.from, to: selection.to }
    },
  })
  if (!range) return null
  return <Bar editor={editor} actions={actions} {...range} />
}

interface BarProps {
  editor: Editor
  actions: Actions
  from: number
  to: number
}

const height = 44
const width = 240

function Bar({ editor, actions, from, to }: BarProps) {
  const { t } = useTranslation()
  const now = useStanding(editor)
  const spot = spotOf(editor, from, to)
  if (!spot) return null
  const sheet = editor.view.dom.parentElement
  const top = spot.top - height
  const above = top - (sheet?.parentElement?.scrollTop ?? 0) >= 0
  const room = (sheet?.clientWidth ?? width) - width - 8
  const place = {
    top: above ? top : spot.top + spot.height + 6,
    left: Math.max(4, Math.min(spot.left, room)),
  }
  const followed = /^(https?|mailto|tel):/i.test(now.link) && !now.link.includes('{{')
  return (
    <div className={classes.float} style={place}>
      <Toolbar label={t('editor.selection_tools')}>
        {from !== to && <MarkTools editor={editor} now={now} onLink={actions.link} />}
        {from === to && (
          <>
            <span className={`${classes.target} clip`} title={now.link}>
              {followed ? (
                <OutLink href={now.link}>
                  <IconExternalLink size={14} aria-hidden /> {now.link}
                </OutLink>
              ) : (
                now.link
              )}
            </span>
            <Tool icon={IconPencil} label={t('editor.link_change')} onClick={actions.link} />
            <Tool
              icon={IconUnlink}
              label={t('editor.link_remove')}
              onClick={() => editor.chain().focus().extendMarkRange('link').unsetMark('link').run()}
            />
          </>
        )}
      </Toolbar>
    </div>
  )
}
