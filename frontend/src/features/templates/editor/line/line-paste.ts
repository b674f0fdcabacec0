import { Extension } from '@tiptap/core'
import { Fragment, Node, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { mayHoldForeign } from '../../state/insert'
import { contentOfText, onOneLine } from './line-text'

/** What pasting into a text asks of the screen. */
export interface LinePasteServices {
  /** Turns variables of other programs into ours, and says so. */
  convert: (text: string) => Promise<string>
  /** Takes a text that is too long for chips behind what is there. */
  long: (text: string) => void
}

/** So many characters are a text for a machine: chips would only make it slow. */
export const plainFrom = 20_000

interface LinePasteOptions {
  /** The text may have several lines. */
  lines: boolean
  paste: () => LinePasteServices
}

/** What is pasted comes in as text, its variables as chips. */
export const LinePaste = Extension.create<LinePasteOptions>({
  name: 'linePaste',
  addProseMirrorPlugins() {
    const { lines, paste } = this.options
    const put = (view: EditorView, text: string) => {
      if (view.isDestroyed) return
      const doc = Node.fromJSON(view.state.schema, contentOfText(lines ? text : onOneLine(text)))
      const slice = new Slice(Fragment.from(doc.content), 1, 1)
      view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true))
    }
    const take = (view: EditorView, text: string) => {
      if (text === '') return
      if (text.length > plainFrom) paste().long(text)
      else if (mayHoldForeign(text))
        void paste()
          .convert(text)
          .then((ours) => put(view, ours))
      else put(view, text)
    }
    return [
      new Plugin({
        props: {
          // Before the editor reads it all as a document.
          handleDOMEvents: {
            paste: (view, event) => {
              if (!view.editable) return false
              event.preventDefault()
              take(view, event.clipboardData?.getData('text/plain') ?? '')
              return true
            },
          },
          handleDrop: (_, event) => {
            const files = Boolean(event.dataTransfer?.files.length)
            if (files) event.preventDefault()
            return files
          },
        },
      }),
    ]
  },
})
