import { getHotkeyHandler } from '@mantine/hooks'
import type { crm, filter } from '@wails/go/models'
import { type KeyboardEvent, useEffect, useReducer, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { ProblemList } from '@/components/ui/problems'
import { FormSkeleton } from '@/components/ui/skeletons'
import { useCatalogue } from './api'
import { Conditions } from './conditions'
import classes from './editor.module.css'
import { DraftContext, EditorContext } from './editor-context'
import { LivePanel } from './live-panel'
import { begin, reduce } from './state/filter-state'
import { emptyRow, type Form, listOf } from './state/form'
import { toForm, toTree } from './state/tree'
import { useDraftValue, useEditorValue } from './use-editor-values'
import { unfinishedRows, useFirstProblem } from './use-first-problem'
import { useFocusNext } from './use-focus-next'
import { useLivePreview } from './use-live-preview'

/** What an editor of conditions holds now. */
export interface EditedConditions {
  /** Every row, also those that still wait for a choice or a value. */
  tree: crm.Group
  /** How many rows still wait for a choice or a value. */
  unfinished: number
  /** Nothing is asked at all. */
  empty: boolean
  /** How many things the backend found wrong. */
  problems: number
}

export interface ConditionsEditorProps {
  product: string
  /** What it begins with; another one later is not read: give it another key. */
  value: crm.Group | undefined
  onChange: (now: EditedConditions) => void
  readOnly?: boolean
  /** Somebody wanted to go on: rows that wait for something are wrong now. */
  attempted?: boolean
}

/** The two lists of conditions with what they mean and match, for a place that is no filter of its own. */
export function ConditionsEditor(p: ConditionsEditorProps) {
  const catalogue = useCatalogue(p.product)
  if (catalogue.data) return <Lists {...p} subjects={catalogue.data} />
  if (catalogue.error) {
    return <ErrorBox error={catalogue.error} onRetry={() => void catalogue.refetch()} />
  }
  return <FormSkeleton />
}

function Lists(p: ConditionsEditorProps & { subjects: filter.Subject[] }) {
  const { t } = useTranslation()
  const { product, subjects, readOnly = false, attempted = false } = p
  const [state, dispatch] = useReducer(reduce, p, (first) => begin(firstForm(first)))
  const { form } = state
  const live = useLivePreview(product, form, subjects, attempted)
  const main = useRef<HTMLDivElement>(null)
  useFirstProblem(main, attempted && live.unfinished > 0 ? unfinishedRows : undefined)
  const focusNext = useFocusNext(main, form)
  const editor = useEditorValue({ product, subjects, dispatch, readOnly, form, focusNext })
  const parts = useDraftValue(form, live)
  const problems = live.answer?.problems.length ?? 0
  const tell = useRef(p.onChange)
  tell.current = p.onChange
  useEffect(() => {
    const { tree } = toTree(form, subjects)
    const empty = tree.conditions.length + tree.groups.length === 0
    tell.current({ tree, unfinished: live.unfinished, empty, problems })
  }, [form, subjects, live.unfinished, problems])
  const undo = getHotkeyHandler([
    ['mod+Z', () => dispatch({ type: 'undo' })],
    ['mod+shift+Z', () => dispatch({ type: 'redo' })],
    ['mod+Y', () => dispatch({ type: 'redo' })],
  ])
  const keys = (e: KeyboardEvent<HTMLDivElement>) => {
    undo(e)
    // The screen around has an undo of its own.
    if ((e.ctrlKey || e.metaKey) && /^[zy]$/i.test(e.key)) e.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is inside has the keys
    <div className={classes.lone} ref={main} onKeyDown={readOnly ? undefined : keys}>
      <EditorContext.Provider value={editor}>
        <DraftContext.Provider value={parts}>
          <Conditions />
        </DraftContext.Provider>
      </EditorContext.Provider>
      <ProblemList
        problems={live.problems.get('') ?? []}
        title={t('ui.problems', { count: live.problems.get('')?.length ?? 0 })}
      />
      <LivePanel live={live} row={undefined} product={product} />
    </div>
  )
}

function firstForm({ value, subjects }: ConditionsEditorProps & { subjects: filter.Subject[] }) {
  if (value) return toForm('', value, subjects)
  const blank: Form = {
    name: '',
    required: listOf('required', [emptyRow('first')]),
    optional: listOf('optional'),
  }
  return blank
}
