import type { ComboboxItem, ComboboxItemGroup } from '@mantine/core'
import type { filter } from '@wails/go/models'
import { createContext, type Dispatch, useContext } from 'react'
import type { Problem } from '@/lib/api/client'
import type { Advice } from './api'
import type { FilterAction } from './state/filter-state'
import type { Form } from './state/form'

/** What stays the same while a filter is edited: a row that reads it is not drawn anew by it. */
export interface Editor {
  product: string
  subjects: filter.Subject[]
  /** The subjects as the picker shows them, in their groups. */
  choices: ComboboxItemGroup<ComboboxItem>[]
  dispatch: Dispatch<FilterAction>
  readOnly: boolean
  /** The draft as it is now, for what is done on a click. */
  getForm: () => Form
  /** What has the focus once the next change is on the screen. */
  focusNext: (selector: string) => void
}

export const EditorContext = createContext<Editor | undefined>(undefined)

/** The editor around a part of it. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('a part of the filter editor outside of it')
  return editor
}

/** The draft, and what is said of its rows and groups by their keys. */
export interface Draft {
  form: Form
  /** No more conditions fit. */
  full: boolean
  problems: Map<string, Problem[]>
  advice: Map<string, Advice[]>
  words: Map<string, string>
}

export const DraftContext = createContext<Draft | undefined>(undefined)

/** The draft that is being edited. */
export function useDraft(): Draft {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error('a part of the filter editor outside of it')
  return draft
}
