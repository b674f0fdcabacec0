import {
  type Icon,
  IconClick,
  IconColumns2,
  IconColumns3,
  IconH1,
  IconH2,
  IconH3,
  IconLetterT,
  IconList,
  IconListNumbers,
  IconPageBreak,
  IconPhoto,
  IconSeparatorHorizontal,
  IconSignature,
  IconTable,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import type { Actions } from '../actions'
import type { DocKind } from '../state/doc'
import { type Block, insertBlock } from '../state/insert-block'
import { type BlockStyle, setStyle } from '../state/marks'

/** A block that the menus offer; its words are those of editor.<id>. */
export interface BlockItem {
  id: string
  icon: Icon
  /** A thing of its own, not a look of text. */
  insert: boolean
  run: (editor: Editor, actions: Actions) => void
}

const style = (id: BlockStyle, icon: Icon): BlockItem => ({
  id,
  icon,
  insert: false,
  run: (editor) => setStyle(editor, id),
})

const block = (id: Block, icon: Icon): BlockItem => ({
  id,
  icon,
  insert: true,
  run: (editor, actions) => {
    insertBlock(editor, id)
    if (id === 'button') actions.settings()
    else editor.commands.focus()
  },
})

const all: BlockItem[] = [
  style('text', IconLetterT),
  style('heading1', IconH1),
  style('heading2', IconH2),
  style('heading3', IconH3),
  {
    id: 'bullets',
    icon: IconList,
    insert: false,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    id: 'numbers',
    icon: IconListNumbers,
    insert: false,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  { id: 'image', icon: IconPhoto, insert: true, run: (_, actions) => actions.picture() },
  block('button', IconClick),
  block('columns2', IconColumns2),
  block('columns3', IconColumns3),
  block('table', IconTable),
  block('divider', IconSeparatorHorizontal),
  block('signature', IconSignature),
  block('pageBreak', IconPageBreak),
]

/** The blocks of a kind of document, in the order in which they are offered. */
export function blockItems(kind: DocKind): BlockItem[] {
  return all.filter((item) => item.id !== 'pageBreak' || kind === 'pdf')
}
