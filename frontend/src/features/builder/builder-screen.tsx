import { useElementSize } from '@mantine/hooks'
import type { api } from '@wails/go/models'
import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LeaveGuard } from '@/components/ui/leave-guard'
import { SortableBoard } from '@/components/ui/sortable-board'
import type { Landing } from '@/components/ui/sortable-drag'
import { KindIcon } from '@/components/ui/step-kind'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { AddStep } from './add-step'
import { useTemplates, useToolbox } from './api'
import classes from './builder.module.css'
import { BuilderHeader } from './builder-header'
import { BuilderNotices } from './builder-notices'
import { BuilderSide } from './builder-side'
import { FilterLine } from './filter-line'
import { SettingsSection } from './settings-section'
import { open, reduce } from './state/builder-state'
import { isDirty } from './state/unsaved'
import { StepList } from './step-list'
import listClasses from './step-list.module.css'
import { previewOf, toolKind } from './step-preview'
import { TestModeNote } from './test-mode-note'
import { useAdd, useSame } from './use-add'
import { useBuilderKeys } from './use-builder-keys'
import { useCheck } from './use-check'
import { useMadeTemplate } from './use-made-template'
import { useRows } from './use-rows'
import { useSaving } from './use-saving'
import { useStepActions } from './use-step-actions'

/** As wide, in pixels, that the toolbox and the editor fit beside the steps. */
const roomy = 660

/** The builder in three zones: header and filter, the steps in time, toolbox and editor. */
export function BuilderScreen({ view }: { view: api.SequenceView }) {
  const { t } = useTranslation()
  const product = view.sequence.product
  const [state, dispatch] = useReducer(reduce, view.sequence, open)
  const [landing, setLanding] = useState<Landing>()
  const { saving, saveAll, saveStep } = useSaving(state, dispatch)
  const tools = useToolbox(product).data
  const templates = useTemplates(product).data
  const { steps } = state.draft
  const preview = useMemo(() => previewOf(steps, landing), [steps, landing])
  const check = useCheck(state, preview, view)
  const { ref, width } = useElementSize()
  const narrow = width > 0 && width < roomy
  const [side, setSide] = useState<'' | 'tools' | 'editor'>('')
  const focus = useRef('')
  const readOnly = !useIsAdmin() || state.readOnly
  const dirty = isDirty(state)

  useEffect(() => {
    if (!saving) dispatch({ do: 'fresh', sequence: view.sequence })
  }, [view.sequence, saving])
  useMadeTemplate(state, dispatch)
  const act = useStepActions(state, dispatch, {
    onChosen: () => setSide('editor'),
    onSave: (key) => void saveStep(key),
    focusNext: (key) => {
      focus.current = key
    },
  })
  const add = useAdd(state, dispatch, () => setSide('editor'))
  useBuilderKeys({ state, dispatch, act, readOnly, save: () => void (dirty && saveAll()) })
  const rows = useRows(state, { check, templates, readOnly, preview, act })
  const ids = useSame(steps.map((step) => step.key))
  const kindOf = (id: string) => toolKind(id) ?? steps.find((s) => s.key === id)?.kind
  const nameOf = (id: string) => {
    const position = ids.indexOf(id) + 1
    const kind = t(`kind.${kindOf(id)}`)
    return position > 0 ? t('builder.step.name', { position, kind }) : kind
  }
  const overlay = (id: string) => {
    const kind = kindOf(id)
    return (
      <div className={listClasses.overlay}>
        {kind && <KindIcon kind={kind} />} {nameOf(id)}
      </div>
    )
  }
  const shared = { state, dispatch, check, readOnly }
  return (
    <BuilderHeader {...shared} {...{ view, dirty, saving, saveAll }}>
      <LeaveGuard dirty={() => dirty && !readOnly} onSave={saveAll} />
      <div className={classes.builder} ref={ref} data-narrow={narrow || undefined}>
        <SortableBoard
          ids={ids}
          nameOf={nameOf}
          onMove={(key, to) => dispatch({ do: 'move', key, to })}
          onInsert={(id, at) => {
            const kind = toolKind(id)
            if (kind) add(kind, at)
          }}
          onPreview={setLanding}
          overlay={overlay}
        >
          <div className={classes.scroll}>
            <div className={classes.main}>
              <FilterLine view={view} filter={state.draft.settings.filter} />
              <BuilderNotices {...{ state, dispatch, view, dirty }} />
              {state.readOnly && <TestModeNote sequence={state.id} />}
              <StepList
                rows={rows}
                {...{ steps, act, readOnly, focus }}
                runToEnd={state.draft.settings.runToEnd}
                place={landing && toolKind(landing.id) ? landing.to : null}
                add={
                  <AddStep
                    tools={tools}
                    onAdd={(kind) => add(kind, steps.length)}
                    onSheet={narrow ? () => setSide('tools') : undefined}
                  />
                }
              />
              <SettingsSection {...shared} />
            </div>
          </div>
          <BuilderSide
            {...{ ...shared, tools, templates, saving, narrow }}
            open={side}
            onClose={() => setSide('')}
            onAdd={add}
            onSave={act.save}
          />
        </SortableBoard>
      </div>
    </BuilderHeader>
  )
}
