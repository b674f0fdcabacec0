import { Extension, type Extensions, Node } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import StarterKit from '@tiptap/starter-kit'
import { Field } from '../schema/inline'
import { OpenSettings } from '../schema/open-settings'
import { type EditorServices, Services } from '../schema/services'
import { Suggest } from '../suggest/suggest-plugin'
import { LinePaste, type LinePasteServices } from './line-paste'

const oneLine = Node.create({ name: 'doc', topNode: true, content: 'paragraph' })
const manyLines = Node.create({ name: 'doc', topNode: true, content: 'paragraph+' })

const whole = /\{\{\s*([^{}\s][^{}\r\n]{0,299}?)\s*\}\}/g

/** However a variable was written, as soon as it is whole it is a chip. */
const Chipped = Extension.create({
  name: 'chipped',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (steps, _, { doc, schema, tr }): Transaction | undefined => {
          if (!steps.some((step) => step.docChanged)) return undefined
          const found: { from: number; to: number; expr: string }[] = []
          doc.descendants((node, pos) => {
            for (const match of node.text?.matchAll(whole) ?? []) {
              const from = pos + match.index
              found.push({ from, to: from + match[0].length, expr: match[1] ?? '' })
            }
          })
          for (const { from, to, expr } of found.reverse()) {
            tr.replaceWith(from, to, schema.nodes.field?.create({ expr }) ?? [])
          }
          return found.length > 0 ? tr : undefined
        },
      }),
    ]
  },
})

/** A text of one line has no other: Enter is not for it. */
const NoNewLine = Extension.create({
  name: 'noNewLine',
  priority: 150,
  addKeyboardShortcuts: () => ({
    Enter: () => true,
    'Shift-Enter': () => true,
    'Mod-Enter': () => true,
  }),
})

interface LineExtensions {
  /** The text may have several lines. */
  lines: boolean
  services: EditorServices
  placeholder: () => string
  paste: () => LinePasteServices
}

/** What the editor of a plain text knows: lines of words and chips, nothing else. */
export function lineExtensions({
  lines,
  services,
  placeholder,
  paste,
}: LineExtensions): Extensions {
  return [
    Services.configure({ services }),
    StarterKit.configure({
      document: false,
      blockquote: false,
      bold: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      hardBreak: false,
      heading: false,
      horizontalRule: false,
      italic: false,
      link: false,
      listItem: false,
      listKeymap: false,
      orderedList: false,
      strike: false,
      trailingNode: false,
      underline: false,
    }),
    lines ? manyLines : oneLine,
    Field,
    OpenSettings,
    Suggest,
    Chipped,
    LinePaste.configure({ lines, paste }),
    Placeholder.configure({ placeholder, includeChildren: false }),
    ...(lines ? [] : [NoNewLine]),
  ]
}
