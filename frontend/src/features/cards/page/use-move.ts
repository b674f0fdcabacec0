import { useQueryClient } from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import { ApiError, backend } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { useProduct } from '@/lib/workspace/workspace'
import type { Value } from '../state/parts'
import { cardToast } from './card-toast'

/** A status that wants values before the card can have it. */
export interface Asking {
  status: crm.Status
  fields: crm.Field[]
  error: ApiError
}

/** Moves a card to another status; asks for what that status needs, and says what it did. */
export function useMove(view: api.CardView) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { statuses, fields } = useProduct()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<Asking>()
  const { id } = view.card
  const move = async (to: string, values: Record<string, Value> = {}) => {
    const status = statuses.find((s) => s.id === to)
    if (!status) return
    setBusy(true)
    try {
      const done = await backend.MoveCard({
        id,
        revision: 0,
        status: to,
        fields: values,
        amount: '',
      })
      setAsking(undefined)
      await queries.invalidateQueries({ queryKey: ['card', id] })
      const title = t('card.moved', { status: status.name })
      const effects = done.effects.map((p) => say(p)).join('. ')
      announce([title, effects].filter(Boolean).join('. '))
      cardToast({ title, children: effects, undo: done.undo })
    } catch (e) {
      const missing = missingFields(e, fields)
      if (e instanceof ApiError && missing.length > 0)
        setAsking({ status, fields: missing, error: e })
      else toastError(e)
    } finally {
      setBusy(false)
    }
  }
  return { move, busy, asking, cancel: () => setAsking(undefined) }
}

/** The fields that a refused move has problems with. */
function missingFields(error: unknown, fields: crm.Field[]): crm.Field[] {
  if (!(error instanceof ApiError) || error.code !== 'invalid') return []
  return fields.filter((f) => error.at(`fields.${f.id}`).length > 0)
}
