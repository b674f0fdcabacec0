import type { Editor } from '@tiptap/core'
import { redoDepth, undoDepth } from '@tiptap/pm/history'
import { isInTable } from '@tiptap/pm/tables'
import type { Align } from '../schema/align'
import { columnsAt } from './columns'

/** How a block of text looks. */
export type BlockStyle = 'text' | 'heading1' | 'heading2' | 'heading3'

/** What holds where the caret is: it decides which tools are on. */
export interface Standing {
  bold: boolean
  italic: boolean
  underline: boolean
  strike: boolean
  link: string
  color: string
  style: BlockStyle
  align: Align
  bullets: boolean
  numbers: boolean
  undo: boolean
  redo: boolean
  table: boolean
  header: boolean
  /** How many columns stand around the caret, and in which it is, from 0. */
  columns: number
  column: number
}

/** What holds where the caret is. */
export function standing(editor: Editor): Standing {
  const { state } = editor
  const level = Number(editor.getAttributes('heading').level ?? 0)
  const columns = columnsAt(editor)
  return {
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    underline: editor.isActive('underline'),
    strike: editor.isActive('strike'),
    link: String(editor.getAttributes('link').href ?? ''),
    color: String(editor.getAttributes('color').color ?? ''),
    style: level ? (`heading${level}` as BlockStyle) : 'text',
    align: alignOf(editor),
    bullets: editor.isActive('bulletList'),
    numbers: editor.isActive('orderedList'),
    undo: undoDepth(state) > 0,
    redo: redoDepth(state) > 0,
    table: isInTable(state),
    header: editor.isActive('tableHeader'),
    columns: columns?.node.childCount ?? 0,
    column: columns?.index ?? 0,
  }
}

function alignOf(editor: Editor): Align {
  const { selection } = editor.state
  if ('node' in selection) {
    return (selection as { node: { attrs: { align?: Align } } }).node.attrs.align ?? 'left'
  }
  return selection.$from.parent.attrs.align ?? 'left'
}

/** Gives the block with the caret a look. */
export function setStyle(editor: Editor, style: BlockStyle): void {
  const chain = editor.chain().focus()
  if (style === 'text') chain.setParagraph().run()
  else chain.setHeading({ level: Number(style.at(-1)) as 1 | 2 | 3 }).run()
}

/** Aligns what is selected: text, a button, a picture. */
export function setAlign(editor: Editor, align: Align): void {
  const { state } = editor
  const tr = state.tr
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
    const takes = node.isTextblock || node.type.name === 'button' || node.type.name === 'image'
    if (takes && 'align' in node.attrs) tr.setNodeAttribute(pos, 'align', align)
  })
  editor.view.dispatch(tr)
  editor.commands.focus()
}
