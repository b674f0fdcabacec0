import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import { type Editor, useEditorState } from '@tiptap/react'
import type { merge } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ButtonPanel } from './button-panel'
import { FieldPanel } from './field-panel'
import { ImagePanel } from './image-panel'
import { Panel } from './panel'

/** What the settings of a chip or block are given. */
export interface NodePanelParts {
  product: string
  variables: merge.Field[]
  attrs: Record<string, unknown>
  /** Changes attributes at once. */
  change: (attrs: Record<string, unknown>) => void
  remove: () => void
  close: () => void
  /** Why a variable can't stay, in words. */
  problemOf: (expr: string) => string | undefined
}

interface NodePanelProps {
  editor: Editor
  open: boolean
  onClose: () => void
  product: string
  variables: merge.Field[]
  problemOf: (expr: string) => string | undefined
}

const panels = { field: FieldPanel, button: ButtonPanel, image: ImagePanel }

/** The settings of the chip, button or picture that is selected. */
export function NodePanel({ editor, open, onClose, ...rest }: NodePanelProps) {
  const { t } = useTranslation()
  const selected = useEditorState({
    editor,
    selector: ({ editor: now }): { node: Node; pos: number } | null => {
      const { selection } = now.state
      if (!(selection instanceof NodeSelection)) return null
      return { node: selection.node, pos: selection.from }
    },
    equalityFn: (a, b) => a?.pos === b?.pos && a?.node === b?.node,
  })
  if (!open || !selected) return null
  const { node, pos } = selected
  const kind = node.type.name as keyof typeof panels
  const Settings = panels[kind]
  if (!Settings) return null
  const back = () => {
    onClose()
    editor.commands.focus()
  }
  return (
    <Panel key={pos} editor={editor} pos={pos} label={t(`editor.settings.${kind}`)} onClose={back}>
      <Settings
        {...rest}
        attrs={node.attrs}
        change={(attrs) => {
          const { state, view } = editor
          const tr = state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs })
          view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos)))
        }}
        remove={() => {
          onClose()
          editor.chain().focus().deleteSelection().run()
        }}
        close={back}
      />
    </Panel>
  )
}
