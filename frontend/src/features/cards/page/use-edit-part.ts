import { useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import { ApiError, backend, toApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { partOf, type Value } from '../state/parts'
import { cardToast } from './card-toast'

/** Somebody else changed the same thing meanwhile: what it is now, and what this person wanted. */
export interface Conflict {
  theirs: Value
  mine: Value
}

/** Saving one thing of a card. */
export interface PartEditor {
  /** Editing begins: what others write from now on is in the way, also where the page shows it already. */
  start: () => void
  /**
   * Resolves to whether it was saved. `over`: what others wrote meanwhile may go. `tell`: what goes wrong
   * is said in a toast, because no input is there to show it.
   */
  save: (value: Value, how?: { over?: boolean; tell?: boolean }) => Promise<boolean>
  saving: boolean
  error: ApiError | undefined
  conflict: Conflict | undefined
  /** Editing is over. */
  forget: () => void
}

/** Saves one part of a card at once: its name, owner, tags or a field. `label` is how people call it. */
export function useEditPart(view: api.CardView, part: string, label: string): PartEditor {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<ApiError>()
  const [conflict, setConflict] = useState<Conflict>()
  const begun = useRef<api.CardView>(undefined)
  const { id } = view.card
  const start = () => {
    begun.current = view
  }
  const clear = () => {
    setError(undefined)
    setConflict(undefined)
  }
  const forget = () => {
    clear()
    begun.current = undefined
  }
  const read = () =>
    queries.fetchQuery({
      queryKey: ['card', id],
      queryFn: () => backend.GetCard({ id }),
      staleTime: 0,
    })
  const send = async (value: Value, revision: number): Promise<api.EditCardOut> => {
    try {
      return await backend.EditCard({ id, revision, part, value })
    } catch (e) {
      if (!(e instanceof ApiError) || e.code !== 'conflict' || revision === 0) throw e
      // Another part may have changed: only a change of this one is in the way.
      const now = await read()
      const [before, theirs] = [partOf((begun.current ?? view).card, part), partOf(now.card, part)]
      if (JSON.stringify(before) === JSON.stringify(theirs)) return send(value, now.card.revision)
      setConflict({ theirs, mine: value })
      throw e
    }
  }
  const save: PartEditor['save'] = async (value, { over, tell } = {}) => {
    clear()
    setSaving(true)
    try {
      const done = await send(value, over ? 0 : (begun.current ?? view).card.revision)
      await read()
      void queries.invalidateQueries({ queryKey: ['card', id, 'timeline'] })
      const effects = done.effects.map((p) => say(p))
      const title = [t('card.saved_part', { part: label }), ...effects].join('. ')
      announce(title)
      cardToast({ title, undo: done.undo })
      return true
    } catch (e) {
      if (tell) toastError(e)
      else setError(toApiError(e))
      return false
    } finally {
      setSaving(false)
    }
  }
  return { start, save, saving, error, conflict, forget }
}
