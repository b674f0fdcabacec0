import type { Editor } from '@tiptap/core'
import { Fragment, type Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'

/** The columns around the caret, and in which of them it is. */
export interface ColumnsAt {
  node: Node
  pos: number
  index: number
}

/** The columns around the caret; undefined where it stands in none. */
export function columnsAt({ state }: Editor): ColumnsAt | undefined {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (node.type.name === 'columns') {
      return { node, pos: $from.before(depth), index: $from.index(depth) }
    }
  }
  return undefined
}

/** Adds a column behind that with the caret, as long as there are fewer than three. */
export function addColumn(editor: Editor): void {
  const at = columnsAt(editor)
  if (!at || at.node.childCount >= 3) return
  const { schema, tr } = editor.state
  const pos = placeOf(at, at.index + 1)
  tr.insert(pos, schema.node('column', null, schema.node('paragraph')))
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 2))))
}

/** Takes away the column with the caret; of two columns what is left stands alone. */
export function removeColumn(editor: Editor): void {
  const at = columnsAt(editor)
  if (!at) return
  const { tr } = editor.state
  if (at.node.childCount <= 2) {
    const left = at.node.child(at.index === 0 ? 1 : 0)
    tr.replaceWith(at.pos, at.pos + at.node.nodeSize, left.content)
  } else {
    const pos = placeOf(at, at.index)
    tr.delete(pos, pos + at.node.child(at.index).nodeSize)
  }
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at.pos + 1))))
}

/** Changes the places of the column with the caret and its neighbour. */
export function swapColumn(editor: Editor, by: 1 | -1): void {
  const at = columnsAt(editor)
  if (!at || at.index + by < 0 || at.index + by >= at.node.childCount) return
  const { tr } = editor.state
  const columns = [...at.node.children]
  columns.splice(at.index + by, 0, ...columns.splice(at.index, 1))
  const node = at.node.copy(Fragment.from(columns))
  tr.replaceWith(at.pos, at.pos + node.nodeSize, node)
  const caret = placeOf({ ...at, node }, at.index + by) + 2
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(caret))))
}

/** Puts what stands in the columns below each other, without them. */
export function dropColumns(editor: Editor): void {
  const at = columnsAt(editor)
  if (!at) return
  const { tr } = editor.state
  const blocks: Node[] = []
  at.node.forEach((column) => {
    column.forEach((block) => {
      blocks.push(block)
    })
  })
  tr.replaceWith(at.pos, at.pos + at.node.nodeSize, blocks)
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at.pos + 1))))
}

function placeOf(at: ColumnsAt, index: number): number {
  let pos = at.pos + 1
  for (let i = 0; i < index; i++) pos += at.node.child(i).nodeSize
  return pos
}
