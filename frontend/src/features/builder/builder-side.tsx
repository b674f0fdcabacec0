import { Drawer } from '@mantine/core'
import type { api } from '@wails/go/models'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './builder.module.css'
import type { BuilderAction, BuilderState } from './state/builder-state'
import type { StepKind } from './state/draft'
import { unsavedSteps } from './state/unsaved'
import { StepEditor } from './step-editor'
import { Toolbox } from './toolbox'
import type { DraftCheck } from './use-check'
import { placesOf } from './use-rows'

interface BuilderSideProps {
  state: BuilderState
  dispatch: Dispatch<BuilderAction>
  check: DraftCheck
  tools: api.ToolboxEntry[] | undefined
  templates: api.TemplateRow[] | undefined
  readOnly: boolean
  saving: boolean
  /** There is no room beside the steps: the toolbox is a sheet below, the editor a drawer. */
  narrow: boolean
  /** What of the two is open on a narrow screen. */
  open: '' | 'tools' | 'editor'
  onClose: () => void
  onAdd: (kind: StepKind) => void
  onSave: (key: string) => void
}

/** The toolbox, and below it the editor of the chosen step. */
export function BuilderSide(p: BuilderSideProps) {
  const { t } = useTranslation()
  const { steps } = p.state.draft
  const at = steps.findIndex(({ key }) => key === p.state.selected)
  const kind = steps[at]?.kind
  if (!p.narrow) {
    return (
      <div className={classes.side}>
        {!p.readOnly && <Toolbox tools={p.tools} onAdd={p.onAdd} />}
        <Editor {...p} />
      </div>
    )
  }
  return (
    <>
      {p.open === 'tools' && (
        <div className={classes.sheet}>
          <Toolbox tools={p.tools} onAdd={p.onAdd} onClose={p.onClose} />
        </div>
      )}
      <Drawer
        opened={p.open === 'editor' && Boolean(kind)}
        title={kind && t('builder.step.name', { position: at + 1, kind: t(`kind.${kind}`) })}
        onClose={p.onClose}
        position="right"
        size={440}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        classNames={{ body: classes.drawer, content: classes.drawerContent }}
      >
        <Editor {...p} />
      </Drawer>
    </>
  )
}

function Editor(p: BuilderSideProps) {
  const { state, dispatch, check, readOnly } = p
  const { steps } = state.draft
  const step = steps.find(({ key }) => key === state.selected)
  if (!step) return null
  const place = placesOf(steps).get(step.key)
  return (
    <StepEditor
      key={step.key}
      step={step}
      position={place?.position ?? 0}
      after={place?.after ?? 0}
      pdfStep={place?.pdf ?? 0}
      product={state.product}
      templates={p.templates}
      check={check.stepOf(step.key)}
      problems={check.problemsOf(step.key)}
      unsaved={unsavedSteps(state).has(step.key)}
      readOnly={readOnly}
      saving={p.saving}
      onChange={(patch) => dispatch({ do: 'change', key: step.key, patch })}
      onSave={() => p.onSave(step.key)}
    />
  )
}
