import type { Extensions, JSONContent } from '@tiptap/core'
import { type Editor, type UseEditorOptions, useEditor } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'

/** A text as it is saved and as it is edited. */
interface TextEditorFrom {
  value: string
  onChange: (value: string) => void
  read: (value: string) => JSONContent
  write: (content: JSONContent) => string
  /** Whether two values have the same text, however else they differ; equal ones, without it. */
  alike?: (a: string, b: string) => boolean
  readOnly: boolean
  /** What the editor knows; asked for once. */
  extensions: () => Extensions
  /** More options, read once. */
  options?: UseEditorOptions
  label: string
  /** The id of what is said below the text. */
  notes: string
  /** Something in it is wrong. */
  wrong: boolean
  /** The text has one line. */
  oneLine?: boolean
}

/** How long after a letter the text is written anew, in milliseconds. */
const pause = 120

/** An editor of text: what is typed goes out as it is saved, what comes in replaces it. */
export function useTextEditor(from: TextEditorFrom): Editor | null {
  const { value, readOnly } = from
  const latest = useRef(from)
  latest.current = from
  const written = useRef(value)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Made once: with other options the editor would be set up anew at every letter.
  const [options] = useState<UseEditorOptions>(() => ({
    ...from.options,
    extensions: from.extensions(),
    content: from.read(value),
    editable: !readOnly,
    shouldRerenderOnTransaction: false,
    editorProps: {
      ...from.options?.editorProps,
      attributes: () => attributesOf(latest.current),
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
    written.current = latest.current.write(now.getJSON())
    latest.current.onChange(written.current)
  }
  useEffect(() => {
    // Ctrl+S must find what was typed just before.
    const soon = (e: KeyboardEvent) => editor && (e.ctrlKey || e.metaKey) && tell(editor)
    document.addEventListener('keydown', soon, true)
    return () => document.removeEventListener('keydown', soon, true)
  })
  useEffect(() => {
    if (!editor || editor.isDestroyed || value === written.current) return
    const { alike, read } = latest.current
    const same = alike?.(value, written.current) ?? false
    written.current = value
    if (!same) editor.commands.setContent(read(value), { emitUpdate: false })
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

function attributesOf({ label, notes, wrong, oneLine, readOnly }: TextEditorFrom) {
  return {
    role: 'textbox',
    'aria-multiline': String(!oneLine),
    'aria-label': label,
    'aria-describedby': notes,
    'aria-invalid': String(wrong),
    // Who may only look reads it by keys as well.
    ...(readOnly && { 'aria-readonly': 'true', tabindex: '0' }),
  }
}
