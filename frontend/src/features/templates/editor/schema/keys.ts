import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { moveBlock } from '../state/move'

/** What keys and clicks start on the screen around the text. */
export interface Starts {
  link: () => void
  help: () => void
  tools: () => void
}

declare module '@tiptap/core' {
  interface Storage {
    keys: { starts: Starts | undefined }
  }
}

/** The keys and clicks of the editor that no node has: moving, links, writing on below. */
export const Keys = Extension.create({
  name: 'keys',
  priority: 200,
  addStorage: () => ({ starts: undefined as Starts | undefined }),
  addKeyboardShortcuts() {
    const start = (what: keyof Starts) => () => {
      this.storage.starts?.[what]()
      return true
    }
    const move = (by: 1 | -1) => () => {
      const tr = moveBlock(this.editor.state, by)
      if (tr) this.editor.view.dispatch(tr)
      return true
    }
    return {
      'Alt-ArrowUp': move(-1),
      'Alt-ArrowDown': move(1),
      'Alt-F10': start('tools'),
      'Mod-k': start('link'),
      'Mod-/': start('help'),
    }
  },
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // Here it is the key of links, elsewhere that of the search.
            keydown: (_, event) => {
              const link = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
              if (link) event.stopPropagation()
              return false
            },
          },
          handleClick: (view, _, event) => {
            const last = view.dom.lastElementChild?.getBoundingClientRect()
            if (!editor.isEditable || !last || event.clientY <= last.bottom) return false
            if (view.state.doc.lastChild?.isTextblock) return false
            const end = view.state.doc.content.size
            return editor.chain().insertContentAt(end, { type: 'paragraph' }).focus('end').run()
          },
        },
      }),
    ]
  },
})
