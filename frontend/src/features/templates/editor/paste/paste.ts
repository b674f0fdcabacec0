import { Extension } from '@tiptap/core'
import { Plugin, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { cleanHtml } from './clean-html'
import { blobOf } from './pictures'
import { htmlOfText } from './plain'
import { mayHoldVariables, withChips } from './variables'

/** What pasting asks of the screen. */
export interface PasteServices {
  convert: (text: string) => Promise<string>
  /** Adds a picture; resolves to its asset, undefined where that failed and was said. */
  addPicture: (file: Blob, name: string) => Promise<string | undefined>
  /** Says what became of what was pasted. */
  told: (what: { dropped: number; converted: number }) => void
  /** Opens the settings of the picture that was put in. */
  added: (assets: string[]) => void
}

/** Cleans what is pasted or dropped: only what a document can say comes in. */
export const Paste = Extension.create<{ paste: () => PasteServices }>({
  name: 'cleanPaste',
  addProseMirrorPlugins() {
    const services = this.options.paste
    let within = false
    /** Puts clean HTML in, as if it had been pasted. */
    const put = (view: EditorView, html: string) => {
      if (view.isDestroyed || html === '') return
      within = true
      view.pasteHTML(html)
      within = false
    }
    const take = (view: EditorView, data: DataTransfer | null): boolean => {
      const html = data?.getData('text/html') ?? ''
      const files = [...(data?.files ?? [])].filter((f) => f.type.startsWith('image/'))
      if (html.includes('data-pm-slice')) return false
      if (files.length > 0 && !/<(p|h\d|li|td|div)\b/i.test(html)) {
        void putFiles(view, files, services(), put)
        return true
      }
      const text = data?.getData('text/plain') ?? ''
      if (html === '' && text === '') return false
      void putHtml(view, html, text, services(), put)
      return true
    }
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => !within && take(view, event.clipboardData),
          handleDrop: (view, event, _, moved) => {
            const { dataTransfer } = event
            if (moved || !dataTransfer?.files.length) return false
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (at) {
              const { tr, doc } = view.state
              view.dispatch(tr.setSelection(Selection.near(doc.resolve(at.pos))))
            }
            event.preventDefault()
            return take(view, dataTransfer)
          },
        },
      }),
    ]
  },
})

type Put = (view: EditorView, html: string) => void

async function putHtml(view: EditorView, html: string, text: string, s: PasteServices, put: Put) {
  const clean = html
    ? cleanHtml(html)
    : { html: htmlOfText(text), dropped: 0, pictures: [] as string[] }
  let out = clean.html || htmlOfText(text)
  let converted = 0
  if (mayHoldVariables(out)) {
    const chips = await withChips(out, s.convert)
    out = chips.html
    converted = chips.converted
  }
  for (const [i, url] of clean.pictures.entries()) {
    const file = blobOf(url)
    const asset = await s.addPicture(file, `picture-${i + 1}`)
    out = out.replace(`data-picture="${i}"`, asset ? `data-asset="${asset}"` : '')
  }
  put(view, out)
  if (clean.dropped > 0 || converted > 0) s.told({ dropped: clean.dropped, converted })
}

async function putFiles(view: EditorView, files: File[], s: PasteServices, put: Put) {
  const assets: string[] = []
  for (const file of files) {
    const asset = await s.addPicture(file, file.name)
    if (asset) assets.push(asset)
  }
  put(view, assets.map((asset) => `<img data-asset="${asset}">`).join(''))
  if (assets.length > 0) s.added(assets)
}
