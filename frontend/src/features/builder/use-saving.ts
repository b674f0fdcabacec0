import { type Dispatch, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import { backend, toApiError } from '@/lib/api/client'
import { useKeepSequence, useReadSequence } from './api'
import type { BuilderAction, BuilderState } from './state/builder-state'
import { isDirty, type Sending, unsavedSteps, whole, withOneStep } from './state/unsaved'

export interface Saving {
  saving: boolean
  /** Each resolves to whether it was saved; what went wrong has been said. */
  saveAll: () => Promise<boolean>
  saveStep: (key: string) => Promise<boolean>
}

/** Saves the draft. Where somebody else was first, reads what they saved and lets the person decide. */
export function useSaving(state: BuilderState, dispatch: Dispatch<BuilderAction>): Saving {
  const { t } = useTranslation()
  const [saving, setSaving] = useState(false)
  const keep = useKeepSequence()
  const read = useReadSequence()
  const now = useRef(state)
  now.current = state
  const last = useRef(Promise.resolve(true))
  const send = async (sent: Sending): Promise<boolean> => {
    setSaving(true)
    try {
      const view = await backend.SaveSequence(sent.payload)
      // A save that waits sends the draft with what this one answered.
      flushSync(() => dispatch({ do: 'saved', sequence: view.sequence, sent }))
      keep(view)
      announce(t('builder.say.saved'))
      return true
    } catch (reason) {
      const error = toApiError(reason)
      toastError(error)
      if (error.code === 'conflict') {
        const view = await read(state.id).catch(() => undefined)
        if (view) flushSync(() => dispatch({ do: 'fresh', sequence: view.sequence }))
      }
      return false
    } finally {
      setSaving(false)
    }
  }
  /** One save at a time: a second one with the same revision would be a person's conflict with themselves. */
  const inTurn = (sending: (state: BuilderState) => Sending | undefined) => {
    last.current = last.current.then(() => {
      if (now.current.newer) return false
      const sent = sending(now.current)
      return sent ? send(sent) : true
    })
    return last.current
  }
  return {
    saving,
    saveAll: () => inTurn((state) => (isDirty(state) ? whole(state) : undefined)),
    saveStep: (key) =>
      inTurn((state) => (unsavedSteps(state).has(key) ? withOneStep(state, key) : undefined)),
  }
}
