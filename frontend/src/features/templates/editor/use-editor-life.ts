import type { Editor } from '@tiptap/react'
import type { merge } from '@wails/go/models'
import { type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import type { Actions } from './actions'

interface From {
  editor: Editor | null
  actions: Actions
  root: RefObject<HTMLElement | null>
  variables: merge.Field[]
  problems: Problem[]
}

/** Keeps the editor's keys and the words of its chips as the screen is now. */
export function useEditorLife(p: From) {
  const { editor, actions, root } = p
  useEffect(() => {
    if (!editor || editor.isDestroyed) return
    const tool = '[data-tool][tabindex="0"]'
    const tools = () => root.current?.querySelector<HTMLElement>(tool)?.focus()
    editor.storage.keys.starts = { ...actions, tools }
    editor.storage.openSettings.open = actions.settings
  }, [editor, actions, root])
  useChipWords(editor, p.variables, p.problems)
}

/** Keeps the words of the chips as they are known now. */
export function useChipWords(editor: Editor | null, variables: merge.Field[], wrong: Problem[]) {
  const { i18n } = useTranslation()
  const problems = JSON.stringify(wrong)
  // biome-ignore lint/correctness/useExhaustiveDependencies: chips say what is known now
  useEffect(() => {
    for (const draw of editor?.storage.services?.listeners ?? []) draw()
  }, [editor, variables, problems, i18n.language])
}
