import type { Editor } from '@tiptap/react'
import { type RefObject, useEffect, useState } from 'react'
import { offset } from '../state/move'

interface Box {
  top: number
  bottom: number
}

/** Where each block of the document stands in the sheet, in pixels from its top. */
export function boxesOf(editor: Editor): Box[] {
  const { view, state } = editor
  const sheet = view.dom.parentElement
  if (!sheet) return []
  const zero = sheet.getBoundingClientRect().top
  const boxes: Box[] = []
  state.doc.forEach((_, pos) => {
    const dom = view.nodeDOM(pos)
    if (!(dom instanceof HTMLElement)) return
    const { top, bottom } = dom.getBoundingClientRect()
    boxes.push({ top: top - zero, bottom: bottom - zero })
  })
  return boxes
}

/** Where one block stands in the sheet. */
export function boxOf(editor: Editor, index: number): Box | undefined {
  const { view } = editor
  const dom = view.nodeDOM(blockAt(editor, index).from)
  const sheet = view.dom.parentElement
  if (!sheet || !(dom instanceof HTMLElement)) return undefined
  const zero = sheet.getBoundingClientRect().top
  const { top, bottom } = dom.getBoundingClientRect()
  return { top: top - zero, bottom: bottom - zero }
}

/** The gap between blocks that is nearest to a height of the window. */
export function gapAt(editor: Editor, clientY: number): { index: number; top: number } {
  const y = clientY - (editor.view.dom.parentElement?.getBoundingClientRect().top ?? 0)
  const boxes = boxesOf(editor)
  const index = boxes.findIndex((box) => y < (box.top + box.bottom) / 2)
  const last = boxes.at(-1)
  if (index < 0) return { index: boxes.length, top: (last?.bottom ?? 0) + 3 }
  return { index, top: (boxes[index]?.top ?? 0) - 4 }
}

/** A block of the document and where it begins and ends. */
export function blockAt(editor: Editor, index: number) {
  const { doc } = editor.state
  const node = doc.child(Math.min(index, doc.childCount - 1))
  const from = offset(doc, Math.min(index, doc.childCount - 1))
  return { node, from, to: from + node.nodeSize }
}

/** The block that the pointer is over; undefined while it is elsewhere. */
export function useHovered(editor: Editor, sheet: RefObject<HTMLElement | null>) {
  const [hovered, setHovered] = useState<number>()
  useEffect(() => {
    const element = sheet.current
    if (!element) return
    const over = (e: PointerEvent) => {
      if (e.buttons !== 0) return
      const y = e.clientY - element.getBoundingClientRect().top
      const index = boxesOf(editor).findIndex((box) => y >= box.top - 4 && y <= box.bottom + 4)
      setHovered(index < 0 ? undefined : index)
    }
    const leave = () => setHovered(undefined)
    element.addEventListener('pointermove', over)
    element.addEventListener('pointerleave', leave)
    return () => {
      element.removeEventListener('pointermove', over)
      element.removeEventListener('pointerleave', leave)
    }
  }, [editor, sheet])
  return hovered
}
