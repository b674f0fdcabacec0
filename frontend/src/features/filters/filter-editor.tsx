import { TextInput } from '@mantine/core'
import type { api, filter } from '@wails/go/models'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LeaveGuard } from '@/components/ui/leave-guard'
import { Page } from '@/components/ui/page'
import { fieldError, ProblemList } from '@/components/ui/problems'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { ChangeDrawer } from './change-drawer'
import { Conditions } from './conditions'
import classes from './editor.module.css'
import { EditorActions } from './editor-actions'
import { DraftContext, EditorContext } from './editor-context'
import { Examples } from './examples'
import type { AskedForFilter } from './filter-page'
import { LiveBar } from './live-bar'
import { LivePanel } from './live-panel'
import { ReadOnlyNote } from './read-only-note'
import { SaveFailure } from './save-failure'
import { toTree } from './state/tree'
import { useEditorKeys } from './use-editor-keys'
import { useDraftValue, useEditorValue } from './use-editor-values'
import { useFilterDraft } from './use-filter-draft'
import { unfinishedRows, useFirstProblem } from './use-first-problem'
import { useFocusNext } from './use-focus-next'
import { useLivePreview } from './use-live-preview'
import { useProductLine } from './use-product-line'

interface FilterEditorProps {
  product: string
  /** What is saved; undefined for a new filter. */
  row: api.FilterRow | undefined
  /** Where a new filter goes. */
  folder: string
  subjects: filter.Subject[]
  onUse?: ((filter: string) => void) | undefined
  /** What wants a new filter, and goes on with it. */
  asked?: AskedForFilter | undefined
}

/** The editor of a filter: the two lists, and beside them what they mean and match now. */
export function FilterEditor(p: FilterEditorProps) {
  const { product, row, folder, subjects, onUse, asked } = p
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const place = useProductLine()
  const draft = useFilterDraft(product, row, folder, subjects)
  const { form, dispatch, error } = draft
  // Edited while automations use it: what that means is shown before it is saved.
  const [inAction, setInAction] = useState(false)
  const [reviewing, setReviewing] = useState(false)
  const used = Boolean(row?.readOnly)
  const readOnly = !admin || (used && !inAction)
  const live = useLivePreview(product, form, subjects, draft.attempted)
  const main = useRef<HTMLDivElement>(null)
  useFirstProblem(main, error)
  const focusNext = useFocusNext(main, form)
  const editor = useEditorValue({ product, subjects, dispatch, readOnly, form, focusNext })
  const parts = useDraftValue(form, live)

  const save = async () => {
    if (used) {
      if (live.unfinished > 0) draft.failed(unfinishedRows)
      else setReviewing(true)
      return undefined
    }
    const saved = await draft.save()
    if (saved && asked) asked.onMade(saved.filter.id)
    else if (saved && !row) go(paths.filter(product, saved.filter.id))
    return saved
  }
  useEditorKeys(dispatch, () => void (readOnly || (row && !draft.dirty) || save()))
  return (
    <Page
      title={row?.filter.name ?? t('filters.new')}
      subtitle={place}
      back={asked?.back ?? { to: paths.filters(product), label: t('filters.title') }}
      actions={
        <EditorActions
          draft={draft}
          row={row}
          product={product}
          readOnly={readOnly}
          reviews={used}
          onSave={save}
          onUse={onUse}
          goesOn={Boolean(asked)}
        />
      }
    >
      <LeaveGuard dirty={draft.lost} onSave={async () => Boolean(await save())} />
      <div className={classes.layout}>
        <div className={classes.main} ref={main}>
          {used && row && (
            <ReadOnlyNote
              row={row}
              draft={draft}
              product={product}
              editing={inAction}
              onEdit={() => setInAction(true)}
              onLeave={() => {
                draft.reset(row)
                setInAction(false)
              }}
            />
          )}
          <SaveFailure draft={draft} row={row} />
          {!readOnly && (
            <TextInput
              label={t('filters.name')}
              placeholder={t('filters.name_example')}
              value={form.name}
              onChange={(e) => dispatch({ type: 'name', name: e.currentTarget.value })}
              error={fieldError(error?.problems ?? [], 'name')}
              maxLength={200}
              autoFocus={!row}
            />
          )}
          <EditorContext.Provider value={editor}>
            <DraftContext.Provider value={parts}>
              <Conditions />
              {!row && !readOnly && live.blank && <Examples />}
            </DraftContext.Provider>
          </EditorContext.Provider>
          <ProblemList problems={live.problems.get('') ?? []} />
          <LiveBar live={live} />
        </div>
        <LivePanel live={live} row={draft.dirty ? undefined : row} product={product} />
      </div>
      {reviewing && row && (
        <ChangeDrawer
          row={row}
          name={form.name}
          tree={toTree(form, subjects).tree}
          onClose={() => setReviewing(false)}
          onFailed={draft.failed}
          onDone={(saved) => {
            draft.keep(saved)
            setReviewing(false)
            setInAction(false)
          }}
        />
      )}
    </Page>
  )
}
