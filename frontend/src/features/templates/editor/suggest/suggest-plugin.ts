import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'

/** What is being typed that opens a list: "{{" for variables, "/" for blocks. */
export interface Suggesting {
  kind: 'field' | 'block'
  /** Where it begins, with what opened it. */
  from: number
  to: number
  query: string
}

/** Where the plugin keeps what is being typed. */
export const suggestKey = new PluginKey<Suggesting | undefined>('suggest')

declare module '@tiptap/core' {
  interface Storage {
    suggest: { onKey: ((event: KeyboardEvent) => boolean) | undefined }
  }
}

const triggers = [
  { kind: 'field', find: /\{\{\s*([^{}|]{0,60})$/ },
  { kind: 'block', find: /(?<=^|[\s\ufffc])\/((?!\s)[^/{}\ufffc]{0,30})$/ },
] as const

/** Watches for "{{" and "/" while text is typed; the list itself is drawn elsewhere. */
export const Suggest = Extension.create({
  name: 'suggest',
  priority: 1000,
  addStorage: () => ({ onKey: undefined as ((event: KeyboardEvent) => boolean) | undefined }),
  addProseMirrorPlugins() {
    const { storage } = this
    return [
      new Plugin<Suggesting | undefined>({
        key: suggestKey,
        state: { init: () => undefined, apply },
        props: {
          handleKeyDown: (view, event) => {
            if (!suggestKey.getState(view.state)) return false
            if (event.key === 'Escape') {
              view.dispatch(view.state.tr.setMeta(suggestKey, 'close'))
              return true
            }
            return storage.onKey?.(event) ?? false
          },
        },
      }),
    ]
  },
})

function apply(tr: Transaction, before: Suggesting | undefined, _: EditorState, now: EditorState) {
  if (tr.getMeta(suggestKey) === 'close') return undefined
  const found = find(now)
  if (!found) return undefined
  if (before) return before.kind === found.kind && before.from === found.from ? found : undefined
  const typed = tr.docChanged && tr.steps.length === 1 && !tr.getMeta('history$')
  return typed && found.query === '' ? found : undefined
}

function find({ selection }: EditorState): Suggesting | undefined {
  const { $from, empty, from } = selection
  if (!empty || !$from.parent.isTextblock) return undefined
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  for (const { kind, find: pattern } of triggers) {
    const match = pattern.exec(before)
    if (match) return { kind, from: from - match[0].length, to: from, query: match[1] ?? '' }
  }
  return undefined
}
