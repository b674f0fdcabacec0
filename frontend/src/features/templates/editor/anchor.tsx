import type { Editor } from '@tiptap/react'

/** A place in the editor's sheet, in pixels from its top left. */
export interface Spot {
  left: number
  top: number
  width: number
  height: number
}

/** Where a piece of the document stands in the sheet. */
export function spotOf(editor: Editor, from: number, to = from): Spot | undefined {
  const sheet = editor.view.dom.parentElement?.getBoundingClientRect()
  if (!sheet) return undefined
  const start = editor.view.coordsAtPos(from)
  const end = editor.view.coordsAtPos(to, to === from ? 1 : -1)
  const left = Math.min(start.left, end.left)
  return {
    left: left - sheet.left,
    top: start.top - sheet.top,
    width: start.top === end.top ? Math.max(1, end.right - left) : 1,
    height: Math.max(start.bottom, end.bottom) - start.top,
  }
}

/** Where a block or chip stands in the sheet. */
export function spotOfNode(editor: Editor, pos: number): Spot | undefined {
  const sheet = editor.view.dom.parentElement?.getBoundingClientRect()
  const dom = editor.view.nodeDOM(pos)
  if (!sheet || !(dom instanceof HTMLElement)) return undefined
  const box = dom.getBoundingClientRect()
  return {
    left: box.left - sheet.left,
    top: box.top - sheet.top,
    width: box.width,
    height: box.height,
  }
}
