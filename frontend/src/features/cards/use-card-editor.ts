import type { api } from '@wails/go/models'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '@/lib/api/client'
import { useSaveCard } from './api'
import { useSaidSave } from './said-save'
import { type CardDraft, changed, draftOf, rebase, saveOf } from './state/draft'

/** A card while somebody edits it. */
export interface CardEditor {
  draft: CardDraft
  change: (part: Partial<CardDraft>) => void
  dirty: boolean
  saving: boolean
  error: unknown
  problems: Problem[]
  /** Resolves to whether it was saved. */
  save: () => Promise<boolean>
  discard: () => void
  /** Saves another status at once, and nothing of the draft. */
  setStatus: (status: string) => void
}

/** The draft of a card that is there; it follows the card where the person has not edited. */
export function useCardEditor(view: api.CardView): CardEditor {
  const base = draftOf(view)
  const was = useRef({ revision: view.card.revision, base })
  const [draft, setDraft] = useState(base)
  const saver = useSaveCard()
  const said = useSaidSave()
  useEffect(() => {
    if (was.current.revision === view.card.revision) return
    const before = was.current.base
    was.current = { revision: view.card.revision, base: draftOf(view) }
    setDraft((d) => rebase(d, before, draftOf(view)))
  }, [view])
  const { id, revision, product } = view.card
  const send = async (d: CardDraft, kept: boolean): Promise<boolean> => {
    try {
      const out = await saver.mutateAsync(saveOf(d, { id, revision, product }))
      // What was saved is no longer an edit; the card may hold it in another form than typed.
      if (!kept) {
        was.current = { revision: out.card.card.revision, base: draftOf(out.card) }
        setDraft(draftOf(out.card))
      }
      said(out)
      return true
    } catch {
      return false // the form shows saver.error
    }
  }
  return {
    draft,
    change: (part) => setDraft((d) => ({ ...d, ...part })),
    dirty: changed(draft, base),
    saving: saver.isPending,
    error: saver.error,
    problems: saver.error && 'problems' in saver.error ? (saver.error.problems as Problem[]) : [],
    save: () => send(draft, false),
    discard: () => {
      saver.reset()
      setDraft(base)
    },
    setStatus: (status) => void send({ ...base, status }, true),
  }
}
