import { type Dispatch, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import { type ApiError, toApiError } from '@/lib/api/client'
import { useReadForm, useSaveForm } from '../api'
import type { FormAction, FormState } from '../state/form-state'
import { payloadOf } from '../state/payload'

/** Saves the draft. Where somebody else was first, reads what they saved and lets the person decide. */
export function useSavingForm(
  product: string,
  state: FormState,
  dispatch: Dispatch<FormAction>,
  /** A new form is there now. */
  onMade: (form: string) => void,
) {
  const { t } = useTranslation()
  const [error, setError] = useState<ApiError>()
  const mutation = useSaveForm()
  const read = useReadForm()
  const save = async (): Promise<boolean> => {
    const sent = state.draft
    try {
      const out = await mutation.mutateAsync(payloadOf(product, state))
      setError(undefined)
      dispatch({ do: 'saved', form: out.row.form, sent })
      toast({ title: t('form.said.saved', { name: out.row.form.name }) })
      if (!state.id) onMade(out.row.form.id)
      return true
    } catch (reason) {
      const failed = toApiError(reason)
      setError(failed)
      announce(t('form.said.not_saved'))
      if (failed.code === 'conflict' && state.id) {
        const out = await read(state.id).catch(() => undefined)
        if (out) dispatch({ do: 'fresh', form: out.row.form })
      }
      return false
    }
  }
  return { saving: mutation.isPending, save, error }
}
