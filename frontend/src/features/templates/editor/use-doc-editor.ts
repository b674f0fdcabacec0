import type { Editor } from '@tiptap/react'
import { useRef } from 'react'
import type { PasteServices } from './paste/paste'
import { extensionsOf } from './schema/extensions'
import type { EditorServices } from './schema/services'
import { type DocKind, editable, readDoc, writeDoc } from './state/doc'
import { useTextEditor } from './use-text-editor'

interface From {
  value: string
  onChange: (doc: string) => void
  kind: DocKind
  readOnly: boolean
  services: EditorServices
  paste: () => PasteServices
  placeholder: () => string
  label: string
  /** The id of what is said below the text. */
  notes: string
  /** Something in it is wrong. */
  wrong: boolean
}

/** The editor of a document: what is typed goes out as JSON, what comes in replaces it. */
export function useDocEditor(from: From): Editor | null {
  const latest = useRef(from)
  latest.current = from
  const page = useRef({ of: '', attrs: readDoc('').attrs })
  /** The settings of the pages, which the editor doesn't know. */
  const attrs = () => {
    const { value } = latest.current
    if (page.current.of !== value) page.current = { of: value, attrs: readDoc(value).attrs }
    return page.current.attrs
  }
  return useTextEditor({
    ...from,
    read: editable,
    write: (content) => writeDoc(content, attrs()),
    alike: (a, b) => text(a) === text(b),
    extensions: () =>
      extensionsOf(
        from.kind,
        from.services,
        () => latest.current.placeholder(),
        () => latest.current.paste(),
      ),
    options: {
      editorProps: {
        transformPastedHTML: (html) => html.replace(/<img(?![^>]*data-asset)[^>]*>/gi, ''),
      },
    },
  })
}

/** The document without the settings of its pages. */
function text(doc: string): string {
  return JSON.stringify(readDoc(doc).content)
}
