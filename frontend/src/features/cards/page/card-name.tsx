import { TextInput } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { ConflictBox } from './conflict-box'
import classes from './head.module.css'
import { useEditPart } from './use-edit-part'

/** The name of a card, edited where it stands. */
export function CardName({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const editor = useEditPart(view, 'name', t('cards.column.name'))
  const [draft, setDraft] = useState<string>()
  const problem = editor.error && !editor.conflict && (editor.error.problems[0] ?? editor.error)
  const close = () => {
    setDraft(undefined)
    editor.forget()
  }
  const commit = async () => {
    const name = draft?.trim() ?? ''
    if (name === view.card.name) return close()
    if (await editor.save(name)) close()
  }
  if (draft === undefined) {
    return (
      <button
        type="button"
        className={classes.name}
        title={view.card.name}
        aria-label={t('card.rename', { name: view.card.name })}
        onClick={() => {
          editor.start()
          setDraft(view.card.name)
        }}
      >
        {view.card.name}
      </button>
    )
  }
  const keys = (e: KeyboardEvent) => {
    if (e.key === 'Enter') void commit()
    if (e.key === 'Escape') {
      e.stopPropagation()
      close()
    }
  }
  return (
    <div className={classes.naming}>
      <TextInput
        autoFocus
        data-mantine-stop-propagation
        aria-label={t('cards.column.name')}
        value={draft}
        maxLength={400}
        disabled={editor.saving}
        onChange={(e) => setDraft(e.currentTarget.value)}
        onKeyDown={keys}
        onBlur={() => editor.error === undefined && void commit()}
        error={problem && say(problem)}
      />
      <ConflictBox editor={editor} show={(v) => String(v)} onDone={close} />
    </div>
  )
}
