import { type Editor, useEditorState } from '@tiptap/react'
import { type Standing, standing } from '../state/marks'

/** What holds where the caret is; the component draws again when that changes. */
export function useStanding(editor: Editor): Standing {
  return useEditorState({ editor, selector: ({ editor: now }) => standing(now) })
}
