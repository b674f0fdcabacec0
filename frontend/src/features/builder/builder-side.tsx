import type { api } from '@wails/go/models'
import type { Dispatch, RefObject } from 'react'
import classes from './builder.module.css'
import type { BuilderAction, BuilderState } from './state/builder-state'
import type { StepKind } from './state/draft'
import { unsavedSteps } from './state/unsaved'
import { StepEditor } from './step-editor'
import { Toolbox } from './toolbox'
import type { DraftCheck } from './use-check'

interface BuilderSideProps {
  ref: RefObject<HTMLDivElement | null>
  state: BuilderState
  dispatch: Dispatch<BuilderAction>
  check: DraftCheck
  tools: api.ToolboxEntry[] | undefined
  templates: api.TemplateRow[] | undefined
  readOnly: boolean
  saving: boolean
  onAdd: (kind: StepKind) => void
  onSave: (key: string) => void
}

/** The toolbox, and below it the editor of the chosen step. */
export function BuilderSide(p: BuilderSideProps) {
  const { state, dispatch, readOnly } = p
  const at = state.draft.steps.findIndex((step) => step.key === state.selected)
  const step = state.draft.steps[at]
  return (
    <div className={classes.side} ref={p.ref}>
      {!readOnly && <Toolbox tools={p.tools} onAdd={p.onAdd} />}
      {step && (
        <StepEditor
          key={step.key}
          step={step}
          position={at + 1}
          product={state.product}
          templates={p.templates}
          problems={p.check.problemsOf(step.key)}
          unsaved={unsavedSteps(state).has(step.key)}
          readOnly={readOnly}
          saving={p.saving}
          onChange={(patch) => dispatch({ do: 'change', key: step.key, patch })}
          onSave={() => p.onSave(step.key)}
        />
      )}
    </div>
  )
}

/** Where the editor stands below the steps instead of beside them: brings it into view, once it is drawn. */
export function showEditor(side: RefObject<HTMLDivElement | null>) {
  requestAnimationFrame(() => {
    const column = side.current
    if (!column || getComputedStyle(column).position !== 'static') return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    column.lastElementChild?.scrollIntoView({ behavior: still ? 'auto' : 'smooth' })
  })
}
