import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'

/** A place among siblings: the parent's position and the child's number. */
interface Place {
  parent: Node
  /** Where the parent's content begins. */
  start: number
  index: number
}

const parents = new Set(['doc', 'column', 'bulletList', 'orderedList', 'table'])

/** Moves the block that has the caret one place up (-1) or down (1); undefined where it can't go on. */
export function moveBlock(state: EditorState, by: 1 | -1): Transaction | undefined {
  for (const place of placesOf(state)) {
    const to = place.index + by
    if (to >= 0 && to < place.parent.childCount) return swap(state, place, by)
  }
  return undefined
}

/** Moves a block of the document itself to stand before another; `to` may be the end. */
export function moveTo(state: EditorState, from: number, to: number): Transaction | undefined {
  const { doc } = state
  if (from === to || from + 1 === to) return undefined
  const block = doc.child(from)
  const at = offset(doc, from)
  const tr = state.tr.delete(at, at + block.nodeSize)
  const target = tr.mapping.map(offset(doc, to))
  tr.insert(target, block)
  return select(tr, target, block)
}

function placesOf({ selection }: EditorState): Place[] {
  const { $from } = selection
  const places: Place[] = []
  for (let depth = $from.depth; depth >= 0; depth--) {
    const parent = $from.node(depth)
    if (parents.has(parent.type.name)) places.push(placeAt($from, depth, parent))
  }
  return places
}

function placeAt($from: ResolvedPos, depth: number, parent: Node): Place {
  return { parent, start: depth === 0 ? 0 : $from.start(depth), index: $from.index(depth) }
}

function swap(state: EditorState, { parent, start, index }: Place, by: 1 | -1): Transaction {
  const at = start + offset(parent, index)
  const block = parent.child(index)
  const other = parent.child(index + by)
  const tr = state.tr
  const caret = state.selection.from - at
  const target = by < 0 ? at - other.nodeSize : at + other.nodeSize
  tr.delete(at, at + block.nodeSize).insert(target, block)
  return select(tr, target, block, caret)
}

function select(tr: Transaction, at: number, block: Node, caret = 1): Transaction {
  if (block.isAtom) tr.setSelection(NodeSelection.create(tr.doc, at))
  else tr.setSelection(TextSelection.near(tr.doc.resolve(at + Math.max(1, caret))))
  return tr.scrollIntoView()
}

/** Where a child begins, from the start of its parent's content. */
export function offset(parent: Node, index: number): number {
  let at = 0
  for (let i = 0; i < index; i++) at += parent.child(i).nodeSize
  return at
}
