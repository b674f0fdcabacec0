import { type Editor, useEditor } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import type { PasteServices } from './paste/paste'
import { extensionsOf } from './schema/extensions'
import type { EditorServices } from './schema/services'
import { type DocKind, editable, readDoc, writeDoc } from './state/doc'

interface From {
  value: string
  onChange: (doc: string) => void
  kind: DocKind
  readOnly: boolean
  services: EditorServices
  paste: () => PasteServices
  placeholder: () => string
}

/** The editor of a document: what is typed goes out as JSON, what comes in replaces it. */
export function useDocEditor(from: From): Editor | null {
  const { value, readOnly } = from
  const latest = useRef(from)
  latest.current = from
  const written = useRef(value)
  const editor = useEditor({
    extensions: extensionsOf(
      from.kind,
      from.services,
      () => latest.current.placeholder(),
      () => latest.current.paste(),
    ),
    content: editable(value),
    editable: !readOnly,
    shouldRerenderOnTransaction: false,
    editorProps: {
      transformPastedHTML: (html) => html.replace(/<img(?![^>]*data-asset)[^>]*>/gi, ''),
    },
    onUpdate: ({ editor: now }) => {
      const doc = writeDoc(now.getJSON(), readDoc(latest.current.value).attrs)
      written.current = doc
      latest.current.onChange(doc)
    },
  })
  useEffect(() => {
    if (!editor || value === written.current) return
    const same = content(value) === content(written.current)
    written.current = value
    if (!same) editor.commands.setContent(editable(value), { emitUpdate: false })
  }, [editor, value])
  useEffect(() => {
    if (editor && editor.isEditable === readOnly) editor.setEditable(!readOnly, false)
  }, [editor, readOnly])
  return editor
}

/** The document without the settings of its pages. */
function content(doc: string): string {
  return JSON.stringify(readDoc(doc).content)
}
