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
  const { i18n } = useTranslation()
  useEffect(() => {
    if (!editor || editor.isDestroyed) return
    const tool = '[data-tool][tabindex="0"]'
    const tools = () => root.current?.querySelector<HTMLElement>(tool)?.focus()
    editor.storage.keys.starts = { ...actions, tools }
  }, [editor, actions, root])
  const problems = JSON.stringify(p.problems)
  // biome-ignore lint/correctness/useExhaustiveDependencies: chips say what is known now
  useEffect(() => {
    for (const draw of editor?.storage.services?.listeners ?? []) draw()
  }, [editor, p.variables, problems, i18n.language])
}
