import { TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { api, filter } from '@wails/go/models'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LeaveGuard } from '@/components/ui/leave-guard'
import { Page } from '@/components/ui/page'
import { fieldError, ProblemList } from '@/components/ui/problems'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { ConditionList } from './condition-list'
import classes from './editor.module.css'
import { EditorActions } from './editor-actions'
import { KeptGroup } from './kept-group'
import { LivePanel } from './live-panel'
import { ReadOnlyNote } from './read-only-note'
import { SaveFailure } from './save-failure'
import { useFilterDraft } from './use-filter-draft'
import { useLivePreview } from './use-live-preview'

interface FilterEditorProps {
  product: string
  /** What is saved; undefined for a new filter. */
  row: api.FilterRow | undefined
  subjects: filter.Subject[]
  onUse?: ((filter: string) => void) | undefined
}

/** The editor of a filter: the two lists, and beside them what they mean and match now. */
export function FilterEditor({ product, row, subjects, onUse }: FilterEditorProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const draft = useFilterDraft(product, row, subjects)
  const { form, dispatch, error } = draft
  const readOnly = !admin || Boolean(row?.readOnly)
  const live = useLivePreview(product, form, subjects, draft.attempted)
  const main = useRef<HTMLDivElement>(null)
  useFirstProblem(main, error)

  const save = async () => {
    const saved = await draft.save()
    if (saved && !row) go(paths.filter(product, saved.filter.id))
    return saved
  }
  useHotkeys([['mod+S', () => void (readOnly || save())]], [])
  useHotkeys([
    ['mod+Z', () => dispatch({ type: 'undo' })],
    ['mod+shift+Z', () => dispatch({ type: 'redo' })],
    ['mod+Y', () => dispatch({ type: 'redo' })],
  ])
  const list = { subjects, problems: live.problems, dispatch, readOnly }
  return (
    <Page
      title={row?.filter.name ?? t('filters.new')}
      back={{ to: paths.filters(product), label: t('filters.title') }}
      actions={
        <EditorActions
          draft={draft}
          row={row}
          product={product}
          readOnly={readOnly}
          onSave={save}
          onUse={onUse}
        />
      }
    >
      <LeaveGuard dirty={draft.lost} onSave={async () => Boolean(await draft.save())} />
      <div className={classes.layout}>
        <div className={classes.main} ref={main}>
          {row?.readOnly && <ReadOnlyNote row={row} draft={draft} product={product} />}
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
          <ConditionList list="required" rows={form.required} {...list}>
            {form.kept.map((kept, i) => (
              <KeptGroup
                key={kept.key}
                kept={kept}
                product={product}
                problems={live.problems.get(kept.key) ?? []}
                first={form.required.length + i === 0}
                onRemove={readOnly ? undefined : () => dispatch({ type: 'remove', key: kept.key })}
              />
            ))}
          </ConditionList>
          <ConditionList list="optional" rows={form.optional} {...list} />
          <ProblemList problems={live.problems.get('') ?? []} />
        </div>
        <LivePanel live={live} row={draft.dirty ? undefined : row} product={product} />
      </div>
    </Page>
  )
}

// After a save that was refused, the first thing to mend has the focus.
function useFirstProblem(main: React.RefObject<HTMLDivElement | null>, error: unknown) {
  useEffect(() => {
    if (!error) return
    const wait = setTimeout(() => {
      const wrong = main.current?.querySelector('[data-problem], [aria-invalid="true"]')
      const input = wrong?.matches('input') ? wrong : wrong?.querySelector('input')
      ;(input as HTMLElement | null | undefined)?.focus()
    }, 400)
    return () => clearTimeout(wait)
  }, [main, error])
}
