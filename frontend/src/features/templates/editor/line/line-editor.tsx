import { Group, Input } from '@mantine/core'
import { EditorContent, useEditorState } from '@tiptap/react'
import type { merge } from '@wails/go/models'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { VariablePicker } from '../../variable-picker'
import '../chip.css'
import { EditorNotes } from '../editor-notes'
import { NodePanel } from '../panels/node-panel'
import { insertField } from '../suggest/items'
import { SuggestList } from '../suggest/suggest-list'
import { suggestKey } from '../suggest/suggest-plugin'
import { useChipWords } from '../use-editor-life'
import { useServices } from '../use-services'
import { useTextEditor } from '../use-text-editor'
import { useVariableWords } from '../use-variable-words'
import classes from './line.module.css'
import { lineExtensions } from './line-schema'
import { contentOfText, onOneLine, textOfContent } from './line-text'

/** What the editor of a plain text is given. */
export interface LineEditorProps {
  label: string
  value: string
  onChange: (text: string) => void
  /** What is wrong with the text; said at the variables that it is about. */
  problems: Problem[]
  /** What stands below in red. */
  error: string | undefined
  /** The lines of a longer text; one line without it. */
  rows?: number
  product: string
  variables: merge.Field[]
  readOnly: boolean
}

/** A text whose variables are chips: a subject, a title, an SMS, a note. */
export function LineEditor(p: LineEditorProps) {
  const { label, product, variables, readOnly, rows } = p
  const { t } = useTranslation()
  const notes = useId()
  const [settings, setSettings] = useState(false)
  const s = useServices({ product, variables, problems: p.problems })
  const latest = useRef((_: string) => {})
  latest.current = (text) => p.onChange(p.value + (rows ? text : onOneLine(text)))
  const editor = useTextEditor({
    ...p,
    onChange: (text) => {
      s.hush()
      p.onChange(text)
    },
    read: contentOfText,
    write: textOfContent,
    extensions: () =>
      lineExtensions({
        lines: rows !== undefined,
        services: s.services,
        placeholder: () => t('editor.line_placeholder'),
        paste: () => ({ ...s.linePaste(), long: (text) => latest.current(text) }),
      }),
    options: { coreExtensionOptions: { clipboardTextSerializer: { blockSeparator: '\n' } } },
    notes,
    wrong: p.error !== undefined && !settings,
    oneLine: rows === undefined,
  })
  // While a variable is chosen, it is not wrong yet.
  const choosing = useEditorState({
    editor,
    selector: ({ editor: now }) => now !== null && suggestKey.getState(now.state) !== undefined,
  })
  const error = settings || choosing ? undefined : p.error
  const words = useVariableWords(variables)
  useChipWords(editor, variables, p.problems)
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.storage.openSettings.open = () => setSettings(true)
  }, [editor])
  if (!editor) return null
  return (
    <div>
      <Group justify="space-between" align="flex-end" mb={4} gap="xs">
        <Input.Label component="div" onClick={() => editor.commands.focus()}>
          {label}
        </Input.Label>
        {!readOnly && (
          <VariablePicker
            fields={variables}
            field={label}
            onPick={(path) => insertField(editor, path)}
          />
        )}
      </Group>
      <div
        className={classes.field}
        style={rows ? { minHeight: `${rows * 20 + 16}px` } : undefined}
        data-error={error !== undefined || undefined}
      >
        <EditorContent editor={editor} />
        {!readOnly && (
          <>
            <SuggestList editor={editor} variables={words} />
            <NodePanel
              editor={editor}
              open={settings}
              onClose={() => setSettings(false)}
              product={product}
              variables={variables}
              problemOf={s.problemOf}
            />
          </>
        )}
      </div>
      <EditorNotes id={notes} error={error} notice={s.notice} adding={false} />
    </div>
  )
}
