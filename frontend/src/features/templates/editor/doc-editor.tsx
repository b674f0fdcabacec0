import { Input } from '@mantine/core'
import { EditorContent, useEditorState } from '@tiptap/react'
import type { merge } from '@wails/go/models'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { VariablePicker } from '../variable-picker'
import type { Actions } from './actions'
import classes from './doc-editor.module.css'
import './chip.css'
import './sheet.css'
import { EditorDialogs, type Shown } from './editor-dialogs'
import { EditorNotes } from './editor-notes'
import { addPictures } from './paste/add-pictures'
import { PictureInput } from './picture-input'
import type { DocKind } from './state/doc'
import { insertField } from './suggest/items'
import { suggestKey } from './suggest/suggest-plugin'
import { MainTools } from './toolbar/main-tools'
import { PlaceTools } from './toolbar/place-tools'
import { useDocEditor } from './use-doc-editor'
import { useEditorLife } from './use-editor-life'
import { useServices } from './use-services'

/** What the editor of a document is given. */
export interface DocEditorProps {
  label: string
  /** The document as JSON. */
  value: string
  onChange: (doc: string) => void
  kind: DocKind
  product: string
  variables: merge.Field[]
  /** What is wrong with the document; said at the variables that it is about. */
  problems: Problem[]
  /** What stands below the editor in red. */
  error: string | undefined
  readOnly: boolean
}

/** The editor of an email or a PDF: text, pictures, buttons, columns, tables, variables as chips. */
export function DocEditor(p: DocEditorProps) {
  const { kind, product, variables, readOnly, label } = p
  const { t } = useTranslation()
  const [shown, setShown] = useState<Shown>()
  const sheet = useRef<HTMLDivElement>(null)
  const root = useRef<HTMLDivElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const notes = useId()
  // While a button is being filled in, it is not wrong yet.
  const error = shown === 'settings' ? undefined : p.error
  const s = useServices({ product, variables, problems: p.problems })
  const editor = useDocEditor({
    ...p,
    onChange: (doc) => {
      s.hush()
      p.onChange(doc)
    },
    services: s.services,
    paste: () => ({ ...s.paste(), added: () => setShown('settings') }),
    placeholder: () => t('editor.placeholder'),
    notes,
    wrong: error !== undefined,
  })
  const actions = useMemo<Actions>(
    () => ({
      kind,
      link: () => setShown('link'),
      picture: () => file.current?.click(),
      settings: () => setShown('settings'),
      help: () => setShown('keys'),
    }),
    [kind],
  )
  // The text is on the page once this was drawn; what floats over it comes then.
  const [drawn, setDrawn] = useState(false)
  useEffect(() => setDrawn(editor !== null && !editor.isDestroyed), [editor])
  // While a variable is chosen, it is not wrong yet.
  const choosing = useEditorState({
    editor,
    selector: ({ editor: now }) => now !== null && suggestKey.getState(now.state) !== undefined,
  })
  useEditorLife({ ...p, editor, actions, root })

  const choose = async (files: File[]) => {
    if (!editor) return
    const added = await addPictures(editor, files, s.addPicture)
    if (added > 0) setShown('settings')
  }
  if (!editor) return null
  return (
    <div>
      <Input.Label component="div" onClick={() => editor.commands.focus()}>
        {label}
      </Input.Label>
      <div
        ref={root}
        className={classes.editor}
        data-error={(error !== undefined && !choosing) || undefined}
      >
        {!readOnly && (
          <MainTools
            editor={editor}
            actions={actions}
            variable={
              <VariablePicker
                tool
                fields={variables}
                field={label}
                onPick={(path) => insertField(editor, path)}
              />
            }
          />
        )}
        <div className={classes.scroll}>
          <div ref={sheet} className={`${classes.sheet} doc-sheet`} data-kind={kind}>
            <EditorContent editor={editor} className={classes.sheet} />
            {!readOnly && drawn && (
              <EditorDialogs
                editor={editor}
                sheet={sheet}
                actions={actions}
                shown={shown}
                onClose={() => setShown(undefined)}
                product={product}
                variables={variables}
                problemOf={s.problemOf}
              />
            )}
          </div>
        </div>
        {!readOnly && <PlaceTools editor={editor} actions={actions} />}
      </div>
      <EditorNotes
        id={notes}
        error={choosing ? undefined : error}
        notice={s.notice}
        adding={s.adding}
      />
      <PictureInput input={file} onChoose={choose} />
    </div>
  )
}
