import { useQueryClient } from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import { undoBatch } from '@/components/ui/undo-toast'
import { type ApiError, backend, toApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { useProduct } from '@/lib/workspace/workspace'
import { showCard, showMoved } from './api'

/** What a card says for some seconds after it was moved. */
export interface MoveNote {
  to: string
  /** "Started: Offer follow-up" */
  effects: string[]
  undo: string
}

/** A move that waits for values which the new status requires. */
export interface Asking {
  card: api.BoardCard
  to: string
  fields: crm.Field[]
  error?: ApiError
}

// How long a card says what its move did (milliseconds); longer while somebody reads it.
const saysFor = 12_000

/** Moves cards to other statuses: shown at once, put back with the reason where it can't be. */
export function useMoves(board: api.BoardIn) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { statuses, fields } = useProduct()
  const { notes, setNote } = useNotes()
  const [asking, ask] = useState<Asking>()
  const [moved, setMoved] = useState('')
  const nameOf = useCallback(
    (status: string) => statuses.find((s) => s.id === status)?.name ?? '',
    [statuses],
  )

  const move = useCallback(
    async (card: api.BoardCard, to: string, values: Record<string, unknown> = {}) => {
      if (card.status === to) return
      const putBack = showMoved(queries, board, card, to)
      setMoved(card.id)
      setNote(card.id, undefined)
      try {
        const done = await backend.MoveCard({
          id: card.id,
          revision: card.revision,
          status: to,
          fields: values,
          amount: board.amount,
        })
        const effects = done.effects.map(say)
        showCard(queries, board, done.card)
        setNote(card.id, { to, effects, undo: done.undo })
        ask(undefined)
        announce([t('board.moved', { name: card.name, status: nameOf(to) }), ...effects].join('. '))
      } catch (reason) {
        putBack()
        const error = toApiError(reason)
        const missing = fields.filter((f) => error.at(`fields.${f.id}`).length > 0)
        announce(t('board.back', { name: card.name, reason: say(error) }))
        if (missing.length > 0) {
          const again = Object.keys(values).length > 0
          ask({ card, to, fields: missing, error: again ? error : undefined })
        } else {
          toastError(error)
          void queries.invalidateQueries({ queryKey: ['card', 'board'] })
        }
      }
    },
    [queries, board, t, nameOf, fields, setNote],
  )

  const undo = useCallback(
    async (card: api.BoardCard, batch: string) => {
      setNote(card.id, undefined)
      await undoBatch(batch, () => setMoved(card.id))
      void queries.invalidateQueries({ queryKey: ['card'] })
    },
    [queries, setNote],
  )
  const stopAsking = useCallback(() => ask(undefined), [])
  return { move, undo, notes, asking, stopAsking, moved }
}

/** What cards say, each for some seconds. */
function useNotes() {
  const [notes, setNotes] = useState<Readonly<Record<string, MoveNote>>>({})
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())
  const setNote = useCallback((id: string, note: MoveNote | undefined) => {
    clearTimeout(timers.current.get(id))
    setNotes(({ [id]: _, ...rest }) => (note ? { ...rest, [id]: note } : rest))
    if (!note) return
    const end = () => {
      const read = document.querySelector(`[data-note="${id}"]:is(:hover, :focus-within)`)
      if (read) timers.current.set(id, setTimeout(end, saysFor / 3))
      else setNote(id, undefined)
    }
    timers.current.set(id, setTimeout(end, saysFor))
  }, [])
  useEffect(() => {
    const all = timers.current
    return () => {
      for (const timer of all.values()) clearTimeout(timer)
    }
  }, [])
  return { notes, setNote }
}
