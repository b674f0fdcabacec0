import { useHotkeys } from '@mantine/hooks'
import type { api } from '@wails/go/models'
import { useEffect, useReducer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LeaveGuard } from '@/components/ui/leave-guard'
import { SortableBoard } from '@/components/ui/sortable-board'
import type { Landing } from '@/components/ui/sortable-drag'
import { KindIcon } from '@/components/ui/step-kind'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useTemplates, useToolbox } from './api'
import classes from './builder.module.css'
import { BuilderHeader } from './builder-header'
import { BuilderNotices } from './builder-notices'
import { BuilderSide, showEditor } from './builder-side'
import { FilterLine } from './filter-line'
import { SettingsSection } from './settings-section'
import { open, reduce } from './state/builder-state'
import type { StepKind } from './state/draft'
import { isDirty } from './state/unsaved'
import { StepList } from './step-list'
import listClasses from './step-list.module.css'
import { previewOf, toolKind } from './step-preview'
import { TestModeNote } from './test-mode-note'
import { useCheck } from './use-check'
import { useRows } from './use-rows'
import { useSaving } from './use-saving'

/** The builder in three zones: header and filter, the steps in time, toolbox and editor. */
export function BuilderScreen({ view }: { view: api.SequenceView }) {
  const { t } = useTranslation()
  const product = view.sequence.product
  const [state, dispatch] = useReducer(reduce, view.sequence, open)
  const [landing, setLanding] = useState<Landing>()
  const { saving, saveAll, saveStep } = useSaving(state, dispatch)
  const tools = useToolbox(product).data
  const templates = useTemplates(product).data
  const steps = state.draft.steps
  const check = useCheck(state, previewOf(steps, landing), view)
  const side = useRef<HTMLDivElement>(null)
  const readOnly = !useIsAdmin() || state.readOnly
  const dirty = isDirty(state)

  useEffect(() => {
    if (!saving) dispatch({ do: 'fresh', sequence: view.sequence })
  }, [view.sequence, saving])
  useHotkeys(
    [
      ['mod+Z', () => dispatch({ do: 'undo' })],
      ['mod+shift+Z', () => dispatch({ do: 'redo' })],
      ['mod+Y', () => dispatch({ do: 'redo' })],
      ['mod+S', () => dirty && !readOnly && void saveAll()],
    ],
    [], // in fields too: what they show is the draft
  )

  const add = (kind: StepKind, at?: number) => {
    const behind = steps.findIndex((step) => step.key === state.selected)
    dispatch({ do: 'add', kind, at: at ?? (behind < 0 ? steps.length : behind + 1) })
    showEditor(side)
  }
  const rows = useRows(state, dispatch, { check, templates, readOnly }, () => showEditor(side))
  const kindOf = (id: string) => toolKind(id) ?? steps.find((s) => s.key === id)?.kind
  const nameOf = (id: string) =>
    rows.find((row) => row.step.key === id)?.name ?? t(`kind.${kindOf(id)}`)
  const overlay = (id: string) => {
    const kind = kindOf(id)
    return (
      <div className={listClasses.overlay}>
        {kind && <KindIcon kind={kind} />} {nameOf(id)}
      </div>
    )
  }
  return (
    <BuilderHeader {...{ view, state, dispatch, check, readOnly, dirty, saving, saveAll }}>
      <LeaveGuard dirty={() => dirty && !readOnly} onSave={saveAll} />
      <div className={classes.builder}>
        <SortableBoard
          ids={steps.map((step) => step.key)}
          nameOf={nameOf}
          onMove={(key, to) => dispatch({ do: 'move', key, to })}
          onInsert={(id, at) => {
            const kind = toolKind(id)
            if (kind) add(kind, at)
          }}
          onPreview={setLanding}
          overlay={overlay}
        >
          <div className={classes.zones}>
            <div className={classes.main}>
              <FilterLine view={view} filter={state.draft.settings.filter} />
              <BuilderNotices {...{ state, dispatch, view, dirty }} />
              {state.readOnly && <TestModeNote sequence={state.id} />}
              <StepList
                rows={rows}
                tools={tools}
                runToEnd={state.draft.settings.runToEnd}
                readOnly={readOnly}
                place={landing && toolKind(landing.id) ? landing.to : null}
                onAdd={(kind) => add(kind, steps.length)}
              />
              <SettingsSection {...{ state, dispatch, check, readOnly }} />
            </div>
            <BuilderSide
              ref={side}
              {...{ state, dispatch, check, tools, templates, readOnly, saving }}
              onAdd={add}
              onSave={(key) => void saveStep(key)}
            />
          </div>
        </SortableBoard>
      </div>
    </BuilderHeader>
  )
}
