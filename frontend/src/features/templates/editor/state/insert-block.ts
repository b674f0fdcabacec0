import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'

/** The blocks that can be put in. */
export type Block =
  | 'button'
  | 'columns2'
  | 'columns3'
  | 'divider'
  | 'table'
  | 'signature'
  | 'pageBreak'

/** Puts a block below the one that has the caret, or in its place where that is empty. */
export function insertBlock(editor: Editor, block: Block): void {
  insertNode(editor, blockOf(editor, block))
}

/** Puts a node below the block with the caret, instead of an empty one, as deep as it may stand. */
export function insertNode(editor: Editor, node: Node): void {
  const { state } = editor
  const { $from } = state.selection
  let depth = $from.depth
  while (depth > 0 && !fits(depth - 1)) depth--
  function fits(d: number) {
    const parent = $from.node(d)
    const index = $from.indexAfter(d)
    return parent.canReplaceWith(index, index, node.type)
  }
  const tr = state.tr
  const current = depth > 0 ? $from.node(depth) : undefined
  const blank = current?.type.name === 'paragraph' && current.content.size === 0
  const end = depth > 0 ? $from.after(depth) : state.selection.to
  const at = blank ? $from.before(depth) : end
  if (blank) tr.replaceWith(at, end, node)
  else tr.insert(at, node)
  const after = at + node.nodeSize
  const parent = tr.doc.resolve(after).parent
  if (after === tr.doc.resolve(after).end() && parent.type.name !== 'listItem') {
    tr.insert(after, state.schema.node('paragraph'))
  }
  const within = TextSelection.findFrom(tr.doc.resolve(at + 1), 1, true)
  if (!node.isAtom && within) tr.setSelection(within)
  else if (['button', 'image'].includes(node.type.name)) {
    tr.setSelection(NodeSelection.create(tr.doc, at))
  } else tr.setSelection(TextSelection.near(tr.doc.resolve(after)))
  editor.view.dispatch(tr.scrollIntoView())
}

function blockOf({ schema }: Editor, block: Block): Node {
  const paragraph = () => schema.node('paragraph')
  const many = <T>(n: number, make: () => T) => Array.from({ length: n }, make)
  if (block === 'columns2' || block === 'columns3') {
    const column = () => schema.node('column', null, paragraph())
    return schema.node('columns', null, many(block === 'columns2' ? 2 : 3, column))
  }
  if (block === 'table') {
    const row = (cell: string) => () =>
      schema.node(
        'tableRow',
        null,
        many(3, () => schema.node(cell, null, paragraph())),
      )
    return schema.node('table', null, [row('tableHeader')(), ...many(2, row('tableCell'))])
  }
  return schema.node(block)
}
