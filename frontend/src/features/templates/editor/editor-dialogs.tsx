import type { Editor } from '@tiptap/react'
import type { merge } from '@wails/go/models'
import type { RefObject } from 'react'
import type { Actions } from './actions'
import { KeysDialog } from './keys-dialog'
import { LinkDialog } from './panels/link-dialog'
import { NodePanel } from './panels/node-panel'
import { SuggestList } from './suggest/suggest-list'
import { BlockHandle } from './toolbar/block-handle'
import { SelectionBar } from './toolbar/selection-bar'
import { useVariableWords } from './use-variable-words'

/** Which of the dialogs is open. */
export type Shown = 'settings' | 'link' | 'keys' | undefined

interface EditorDialogsProps {
  editor: Editor
  sheet: RefObject<HTMLDivElement | null>
  actions: Actions
  shown: Shown
  onClose: () => void
  product: string
  variables: merge.Field[]
  problemOf: (expr: string) => string | undefined
}

/** What floats over the text: the handle, the list under the caret, tools, settings, dialogs. */
export function EditorDialogs(p: EditorDialogsProps) {
  const { editor, actions, shown, onClose, product, variables } = p
  const words = useVariableWords(variables)
  return (
    <>
      <BlockHandle editor={editor} sheet={p.sheet} />
      {shown === undefined && <SelectionBar editor={editor} actions={actions} />}
      <SuggestList editor={editor} variables={words} actions={actions} />
      <NodePanel
        editor={editor}
        open={shown === 'settings'}
        onClose={onClose}
        product={product}
        variables={variables}
        problemOf={p.problemOf}
      />
      {shown === 'link' && (
        <LinkDialog editor={editor} product={product} variables={variables} onClose={onClose} />
      )}
      {shown === 'keys' && <KeysDialog onClose={onClose} />}
    </>
  )
}
