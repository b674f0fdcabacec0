import type { NodeViewRenderer } from '@tiptap/core'

/** Draws a picture in its width; what it is of, where it is not there. */
export const pictureView: NodeViewRenderer = ({ node, editor }) => {
  const dom = document.createElement('div')
  const img = document.createElement('img')
  const blank = document.createElement('span')
  dom.className = 'block-picture'
  blank.className = 'picture-blank'
  dom.append(img, blank)
  const services = editor.storage.services
  let attrs = node.attrs
  let shown = ''
  const draw = () => {
    dom.dataset.align = attrs.align
    img.style.width = `${attrs.width}%`
    img.alt = attrs.alt
    if (shown === attrs.asset) return
    const asset = attrs.asset
    shown = asset
    img.hidden = true
    blank.textContent = attrs.alt || '…'
    void services.current.picture(asset).then((url) => {
      if (asset !== attrs.asset) return
      img.hidden = url === ''
      blank.textContent = url === '' ? attrs.alt || services.current.words('no_picture') : ''
      if (url) img.src = url
    })
  }
  draw()
  return {
    dom,
    update: (next) => {
      if (next.type !== node.type) return false
      attrs = next.attrs
      draw()
      return true
    },
  }
}
