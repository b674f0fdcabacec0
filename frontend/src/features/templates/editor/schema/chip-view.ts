import type { NodeViewRenderer } from '@tiptap/core'
import { argOf, readExpr } from '../state/expr'

/** Draws a variable: its words and its fallback; red with the reason where it can't stay. */
export const chipView: NodeViewRenderer = ({ node, editor }) => {
  const dom = document.createElement('span')
  const name = document.createElement('span')
  const fallback = document.createElement('span')
  dom.className = 'chip'
  fallback.className = 'chip-fallback'
  dom.append(name, fallback)
  let text = String(node.attrs.expr)
  const services = editor.storage.services
  const draw = () => {
    const expr = readExpr(text)
    const { label, problem } = services.current.fieldWords(expr, text)
    const other = expr && argOf(expr, 'default')
    name.textContent = label
    fallback.textContent = other === undefined ? '' : String(other)
    dom.dataset.field = text
    dom.toggleAttribute('data-wrong', problem !== undefined)
    dom.title = problem ?? `{{${text}}}`
  }
  draw()
  services.listeners.add(draw)
  return {
    dom,
    update: (next) => {
      if (next.type !== node.type) return false
      text = String(next.attrs.expr)
      draw()
      return true
    },
    destroy: () => services.listeners.delete(draw),
  }
}
