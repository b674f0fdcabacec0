import type { Icon } from '@tabler/icons-react'
import { IconBraces } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { findVariables, type Variable } from '../../state/variables'
import type { Actions } from '../actions'
import { type BlockItem, blockItems } from './blocks'
import type { Suggesting } from './suggest-plugin'

/** One line of the list under the caret. */
export interface SuggestItem {
  id: string
  icon: Icon
  label: string
  /** What stands at its end: an example of the value. */
  note: string
  group: string
  /** Does it; what was typed is gone already. */
  run: (editor: Editor) => void
}

interface From {
  variables: Variable[]
  /** Missing where a text has no blocks: there "/" offers the variables at once. */
  actions: Actions | undefined
  /** The words of a block. */
  name: (item: BlockItem) => string
  groups: { blocks: string }
}

/** What a typed "{{" or "/" offers; after "/" blocks come first, variables once something is typed. */
export function suggestions(at: Suggesting, from: From): SuggestItem[] {
  const { actions } = from
  const blocks = at.kind === 'block' && actions ? blocksFor(at.query, actions, from) : []
  const wanted = at.kind === 'field' || at.query !== '' || !actions
  const fields = wanted ? findVariables(from.variables, at.query).flatMap(([, list]) => list) : []
  return [...blocks, ...fields.map(fieldItem)]
}

function blocksFor(query: string, actions: Actions, { name, groups }: From): SuggestItem[] {
  const words = plain(query)
  return blockItems(actions.kind)
    .filter((item) => plain(name(item)).includes(words))
    .map((item) => ({
      id: item.id,
      icon: item.icon,
      label: name(item),
      note: '',
      group: groups.blocks,
      run: (editor) => item.run(editor, actions),
    }))
}

function fieldItem({ path, label, group, sample }: Variable): SuggestItem {
  return {
    id: path,
    icon: IconBraces,
    label,
    note: sample,
    group,
    run: (editor) => insertField(editor, path),
  }
}

/** Puts a variable at the caret. */
export function insertField(editor: Editor, path: string): void {
  // The command waits a frame, and what is typed in it would be lost.
  editor.view.focus()
  editor.commands.insertContent({ type: 'field', attrs: { expr: path } })
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
