import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft, Editor } from './editor-context'
import type { Form } from './state/form'
import { allRows, mostConditions } from './state/places'
import { subjectChoices } from './subject-select'
import type { LivePreview } from './use-live-preview'

type Parts = Omit<Editor, 'choices' | 'getForm'> & { form: Form }

/** What the rows of the editor share; the same object while nothing of it changes. */
export function useEditorValue(parts: Parts): Editor {
  const { product, subjects, dispatch, readOnly, form, focusNext } = parts
  const { t, i18n } = useTranslation()
  const now = useRef(form)
  now.current = form
  const getForm = useCallback(() => now.current, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const choices = useMemo(
    () => subjectChoices(subjects, (group) => t(`filters.subjects.${group}`)),
    [subjects, t, i18n.language],
  )
  return useMemo(
    () => ({ product, subjects, choices, dispatch, readOnly, getForm, focusNext }),
    [product, subjects, choices, dispatch, readOnly, getForm, focusNext],
  )
}

/** The draft with what is said of its rows. */
export function useDraftValue(form: Form, live: LivePreview): Draft {
  const { problems, advice, words } = live
  const full = allRows(form).length >= mostConditions
  return useMemo(
    () => ({ form, full, problems, advice, words }),
    [form, full, problems, advice, words],
  )
}
