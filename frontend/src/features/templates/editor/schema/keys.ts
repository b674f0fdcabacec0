import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { moveBlock } from '../state/move'

/** The keys that move blocks, and a click below the last block that goes on writing there. */
export const Keys = Extension.create({
  name: 'keys',
  priority: 200,
  addKeyboardShortcuts() {
    const move = (by: 1 | -1) => () => {
      const tr = moveBlock(this.editor.state, by)
      if (tr) this.editor.view.dispatch(tr)
      return true
    }
    return { 'Alt-ArrowUp': move(-1), 'Alt-ArrowDown': move(1) }
  },
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        props: {
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
