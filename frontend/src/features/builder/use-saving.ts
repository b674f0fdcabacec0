import { type Dispatch, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import { backend, toApiError } from '@/lib/api/client'
import { useKeepSequence, useReadSequence } from './api'
import type { BuilderAction, BuilderState } from './state/builder-state'
import { type Sending, whole, withOneStep } from './state/unsaved'

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
  const send = async (sent: Sending): Promise<boolean> => {
    setSaving(true)
    try {
      const view = await backend.SaveSequence(sent.payload)
      dispatch({ do: 'saved', sequence: view.sequence, sent })
      keep(view)
      announce(t('builder.say.saved'))
      return true
    } catch (reason) {
      const error = toApiError(reason)
      toastError(error)
      if (error.code === 'conflict') {
        const view = await read(state.id).catch(() => undefined)
        if (view) dispatch({ do: 'fresh', sequence: view.sequence })
      }
      return false
    } finally {
      setSaving(false)
    }
  }
  return {
    saving,
    saveAll: () => send(whole(state)),
    saveStep: (key) => send(withOneStep(state, key)),
  }
}
