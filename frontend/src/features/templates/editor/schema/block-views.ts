import type { NodeViewRenderer } from '@tiptap/core'

/** Draws a button as readers will see it. */
export const buttonView: NodeViewRenderer = ({ node, editor }) => {
  const dom = document.createElement('div')
  const face = document.createElement('span')
  dom.className = 'block-button'
  face.className = 'button-face'
  dom.append(face)
  const services = editor.storage.services
  let attrs = node.attrs
  const draw = () => {
    face.textContent = attrs.label || services.current.words('no_label')
    face.toggleAttribute('data-empty', !attrs.label)
    dom.toggleAttribute('data-wrong', !attrs.href)
    dom.dataset.align = attrs.align
    dom.title = attrs.href
  }
  draw()
  services.listeners.add(draw)
  return {
    dom,
    update: (next) => {
      if (next.type !== node.type) return false
      attrs = next.attrs
      draw()
      return true
    },
    destroy: () => services.listeners.delete(draw),
  }
}

/** Draws a block that is only a place: the signature, a new page. */
export function markView(word: 'signature' | 'page_break'): NodeViewRenderer {
  return ({ editor }) => {
    const dom = document.createElement('div')
    const label = document.createElement('span')
    dom.className = 'block-mark'
    dom.dataset.mark = word
    dom.append(label)
    const services = editor.storage.services
    const draw = () => {
      label.textContent = services.current.words(word)
    }
    draw()
    services.listeners.add(draw)
    return { dom, destroy: () => services.listeners.delete(draw) }
  }
}
