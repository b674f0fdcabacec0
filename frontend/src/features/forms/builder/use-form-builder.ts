import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { Problem } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import type { FormOut } from '../contract'
import { isDirty, open as openForm, reduce } from '../state/form-state'
import { useTargets } from '../targets'
import { targetOf } from './palette-search'
import { fieldAt } from './sections'
import type { FieldActions } from './sheet-row'
import { useLiveForm } from './use-live-form'
import { useOpenSections } from './use-open-sections'
import { usePageWords } from './use-page-words'
import { useSavingForm } from './use-saving-form'

const none: Problem[] = []

/** The draft of a form, what is said of it, and what is done to it. */
export function useFormBuilder(view: FormOut, readOnly: boolean) {
  const { t } = useTranslation()
  const [state, dispatch] = useReducer(reduce, view.row.form, (form) =>
    openForm(form.id || form.name ? form : { ...form, name: t('form.start_name') }),
  )
  const { product } = view.row.form
  const go = useGo()
  const lost = useRef(false)
  const { saving, save, error } = useSavingForm(product, state, dispatch, (id) => {
    lost.current = false
    go(paths.form(product, id))
  })
  const live = useLiveForm(product, state, error !== undefined)
  const problems = error ? live.problems : none
  const sections = useOpenSections(problems)
  const [asked, setAsked] = useState(0)
  const focus = useRef('')
  const targets = useTargets(view.sources)
  const byTarget = useMemo(() => new Map(targets.map((x) => [x.source, x])), [targets])
  const page = usePageWords(state.draft.settings.language)
  const { fields } = state.draft
  const dirty = isDirty(state)
  // A new form that nobody touched is not missed.
  lost.current = !readOnly && (state.id === '' ? state.past !== null : dirty)

  useEffect(() => {
    if (!saving) dispatch({ do: 'fresh', form: view.row.form })
  }, [view.row.form, saving])

  /** As the page calls what a key of a field, a source or an entry of the palette stands for. */
  const nameOf = (id: string) => {
    const field = fields.find(({ key }) => key === id)
    const source = field?.source ?? targetOf(id) ?? id
    const label = byTarget.get(source)?.label
    return field?.label || (label ? page(label.key, label.args) : source)
  }
  const add = (source: string, at: number): string => {
    const there = fields.find((field) => field.source === source)
    const hidden = byTarget.get(source)?.hidden ?? false
    const field = { source, label: '', help: '', required: false, hidden, value: '' }
    dispatch({ do: 'add', field, at })
    if (there) setAsked((n) => n + 1)
    else announce(t('form.said.added', { name: nameOf(source) }))
    return there?.key ?? ''
  }
  const act: FieldActions = {
    choose: (key) => {
      dispatch({ do: 'select', key: key === state.selected ? '' : key })
      if (key !== state.selected) setAsked((n) => n + 1)
    },
    move: (key, to) => dispatch({ do: 'move', key, to }),
    remove: (key) => {
      const at = fields.findIndex((field) => field.key === key)
      focus.current = (fields[at + 1] ?? fields[at - 1])?.key ?? ''
      dispatch({ do: 'remove', key })
      announce(t('form.said.removed', { name: nameOf(key) }))
    },
  }
  const wrong = useMemo(() => {
    const at = new Set(problems.map((p) => fieldAt(p.path)))
    return new Set(fields.filter((_, i) => at.has(i)).map(({ key }) => key))
  }, [problems, fields])
  return {
    state,
    dispatch,
    saving,
    save,
    problems,
    error,
    live,
    wrong,
    targets,
    byTarget,
    sources: useMemo(() => new Set(fields.map(({ source }) => source)), [fields]),
    dirty,
    lost: () => lost.current,
    act,
    add,
    /** The key of the field that has the focus after the next drawing; emptied then. */
    focus,
    nameOf,
    open: sections.open,
    onOpen: sections.onOpen,
    /** Shows a part of the form's settings. */
    openSection: (section: Parameters<typeof sections.onOpen>[0]) => {
      dispatch({ do: 'select', key: '' })
      sections.lead(section)
      setAsked((n) => n + 1)
    },
    /** Grows whenever a person asks to see the side. */
    asked,
  }
}

export type FormBuilder = ReturnType<typeof useFormBuilder>
