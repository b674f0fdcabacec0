import { type Editor, type UseEditorOptions, useEditor } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
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
  label: string
  /** The id of what is said below the text. */
  notes: string
  /** Something in it is wrong. */
  wrong: boolean
}

/** How long after a letter the document is written anew, in milliseconds. */
const pause = 120

/** The editor of a document: what is typed goes out as JSON, what comes in replaces it. */
export function useDocEditor(from: From): Editor | null {
  const { value, readOnly } = from
  const latest = useRef(from)
  latest.current = from
  const written = useRef(value)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [first] = useState(() => readDoc(value).attrs)
  const attrs = useRef(first)
  // Made once: with other options the editor would be set up anew at every letter.
  const [options] = useState<UseEditorOptions>(() => ({
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
      attributes: () => attributesOf(latest.current),
      transformPastedHTML: (html) => html.replace(/<img(?![^>]*data-asset)[^>]*>/gi, ''),
    },
  }))
  // On a slow machine it is thrown away before it is on the page, and another one follows.
  const made = useEditor({
    ...options,
    onUpdate: ({ editor: now }) => {
      clearTimeout(waiting.current)
      waiting.current = setTimeout(() => tell(now), pause)
    },
    onBlur: ({ editor: now }) => tell(now),
    onDestroy: () => clearTimeout(waiting.current),
  })
  const editor = made?.isDestroyed ? null : made
  /** Hands out what was typed, if it has not been yet. */
  function tell(now: Editor) {
    if (waiting.current === undefined || now.isDestroyed) return
    clearTimeout(waiting.current)
    waiting.current = undefined
    const doc = writeDoc(now.getJSON(), attrs.current)
    written.current = doc
    latest.current.onChange(doc)
  }
  useEffect(() => {
    // Ctrl+S must find what was typed just before.
    const soon = (e: KeyboardEvent) => editor && (e.ctrlKey || e.metaKey) && tell(editor)
    document.addEventListener('keydown', soon, true)
    return () => document.removeEventListener('keydown', soon, true)
  })
  useEffect(() => {
    if (!editor || editor.isDestroyed || value === written.current) return
    attrs.current = readDoc(value).attrs
    const same = content(value) === content(written.current)
    written.current = value
    if (!same) editor.commands.setContent(editable(value), { emitUpdate: false })
  }, [editor, value])
  useEffect(() => {
    if (editor && !editor.isDestroyed && editor.isEditable === readOnly)
      editor.setEditable(!readOnly, false)
  }, [editor, readOnly])
  // What is said of the text is read again.
  const { label, wrong } = from
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read by attributesOf
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.view.updateState(editor.state)
  }, [editor, label, wrong])
  return editor
}

function attributesOf({ label, notes, wrong }: From) {
  return {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    'aria-describedby': notes,
    'aria-invalid': String(wrong),
  }
}

/** The document without the settings of its pages. */
function content(doc: string): string {
  return JSON.stringify(readDoc(doc).content)
}
