import type { api, filter } from '@wails/go/models'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import { type ApiError, toApiError } from '@/lib/api/client'
import { useReadAnew, useSaveFilter } from './api'
import { begin, type FilterAction, reduce } from './state/filter-state'
import { emptyRow, type Form, listOf } from './state/form'
import { sameFilter, toForm, toTree } from './state/tree'

const newForm: Form = {
  name: '',
  required: listOf('required', [emptyRow('first')]),
  optional: listOf('optional'),
}

/** The draft of a filter, whether it would be lost, and how it is saved. */
export function useFilterDraft(
  product: string,
  row: api.FilterRow | undefined,
  folder: string,
  subjects: filter.Subject[],
) {
  const { t } = useTranslation()
  const [base, setBase] = useState<Form>(() =>
    row ? toForm(row.filter.name, row.filter.tree, subjects) : newForm,
  )
  const [state, act] = useReducer(reduce, base, begin)
  const revision = useRef(row?.filter.revision ?? 0)
  const [error, setError] = useState<ApiError>()
  const [attempted, setAttempted] = useState(false)
  const mutation = useSaveFilter()
  const readAnew = useReadAnew()
  const { form } = state
  const dirty = !sameFilter(form, base, subjects)
  // The guard asks when it is needed: after a save that leads on, nothing is lost.
  const lost = useRef(dirty)
  lost.current = dirty

  const dispatch = useCallback((action: FilterAction) => {
    // A new row is not wrong before anybody could fill it in.
    if (action.type === 'add' || action.type === 'addGroup') setAttempted(false)
    act(action)
  }, [])

  /** What was drafted is saved now. */
  const keep = (saved: api.FilterRow) => {
    revision.current = saved.filter.revision
    lost.current = false
    setBase(form)
    setError(undefined)
    setAttempted(false)
    toast({ title: t('filters.saved', { name: saved.filter.name }) })
  }

  /** It was not saved: what is wrong is shown at its place. */
  const failed = (reason: unknown) => {
    const e = toApiError(reason)
    setAttempted(true)
    setError(e)
    if (e.code === 'conflict' && row) readAnew(row.filter.id)
    announce(t('filters.not_saved'))
  }

  /** Saves the draft, as a new filter if asked; resolves to what was saved. */
  const save = async (as?: { name: string }): Promise<api.FilterRow | undefined> => {
    setAttempted(true)
    try {
      const saved = await mutation.mutateAsync({
        id: as ? '' : (row?.filter.id ?? ''),
        revision: as ? 0 : revision.current,
        product,
        name: as?.name ?? form.name,
        folder: row?.filter.folder ?? folder,
        tree: toTree(form, subjects).tree,
      })
      keep(saved)
      return saved
    } catch (reason) {
      failed(reason)
      return undefined
    }
  }

  /** Takes what is saved now instead of the draft. */
  const reset = (saved: api.FilterRow) => {
    const next = toForm(saved.filter.name, saved.filter.tree, subjects)
    revision.current = saved.filter.revision
    setBase(next)
    act({ type: 'load', form: next })
    setError(undefined)
    setAttempted(false)
  }

  // Somebody else saved it, and nothing here would be lost.
  const newer = row && row.filter.revision > revision.current && !dirty ? row : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each newer filter
  useEffect(() => {
    if (newer) reset(newer)
  }, [newer])

  return {
    state,
    form,
    dispatch,
    dirty,
    lost: () => lost.current,
    error,
    attempted,
    saving: mutation.isPending,
    save,
    keep,
    failed,
    reset,
  }
}

export type FilterDraft = ReturnType<typeof useFilterDraft>
