import type { api } from '@wails/go/models'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { BuilderAction, BuilderState } from './state/builder-state'
import type { DraftStep } from './state/draft'
import { unsavedSteps } from './state/unsaved'
import type { StepCommand } from './step-menu'
import type { StepRowProps } from './step-row'
import type { DraftCheck } from './use-check'

interface Known {
  check: DraftCheck
  templates: api.TemplateRow[] | undefined
  readOnly: boolean
}

/** What each row of the list shows and does. */
export function useRows(
  state: BuilderState,
  dispatch: Dispatch<BuilderAction>,
  { check, templates, readOnly }: Known,
  onChosen: () => void,
): StepRowProps[] {
  const { t } = useTranslation()
  const unsaved = unsavedSteps(state)
  const names = new Map(templates?.map(({ template }) => [template.id, template.name]))
  const steps = state.draft.steps
  const name = (step: DraftStep, i: number) =>
    t('builder.step.name', { position: i + 1, kind: t(`kind.${step.kind}`) })
  const run = (step: DraftStep, i: number, command: StepCommand) => {
    const { key } = step
    if (command === 'toggle') dispatch({ do: 'change', key, patch: { disabled: !step.disabled } })
    else dispatch({ do: command, key })
    if (command === 'remove') announce(t('builder.say.removed', { step: name(step, i) }))
  }
  return steps.map((step, i) => ({
    step,
    name: name(step, i),
    position: i + 1,
    count: steps.length,
    check: check.stepOf(step.key),
    problems: check.problemsOf(step.key),
    templateName: names.get(step.template) ?? '',
    chosen: step.key === state.selected,
    unsaved: unsaved.has(step.key),
    readOnly,
    onChoose: () => {
      dispatch({ do: 'select', key: step.key })
      onChosen()
    },
    onCommand: (command) => run(step, i, command),
    onMove: (to) => dispatch({ do: 'move', key: step.key, to }),
    onTiming: (timing) => dispatch({ do: 'change', key: step.key, patch: { timing } }),
  }))
}
