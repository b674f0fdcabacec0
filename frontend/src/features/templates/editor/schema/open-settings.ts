import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin } from '@tiptap/pm/state'

declare module '@tiptap/core' {
  interface Storage {
    openSettings: { open: (() => void) | undefined }
  }
}

const withSettings = ['field', 'button', 'image']

/** A click or Enter on a chip, a button or a picture opens its settings. */
export const OpenSettings = Extension.create({
  name: 'openSettings',
  priority: 200,
  addStorage: () => ({ open: undefined as (() => void) | undefined }),
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { selection } = editor.state
        if (!(selection instanceof NodeSelection)) return false
        if (!withSettings.includes(selection.node.type.name)) return false
        this.storage.open?.()
        return true
      },
    }
  },
  addProseMirrorPlugins() {
    const { editor, storage } = this
    return [
      new Plugin({
        props: {
          handleClickOn: (view, _, node, pos, __, direct) => {
            if (!editor.isEditable || !direct || !withSettings.includes(node.type.name)) {
              return false
            }
            view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)))
            view.focus()
            storage.open?.()
            return true
          },
        },
      }),
    ]
  },
})
