import type { api } from '@wails/go/models'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useProduct } from '@/lib/workspace/workspace'
import type { BuilderState } from './state/builder-state'
import type { DraftStep, StepKind } from './state/draft'
import { unsavedSteps } from './state/unsaved'
import type { StepActions, StepRowProps } from './step-row'
import { templateKind } from './template-kind'
import type { DraftCheck } from './use-check'

interface Known {
  check: DraftCheck
  templates: api.TemplateRow[] | undefined
  readOnly: boolean
  /** The steps as they would be after a drop that is not made yet. */
  preview: readonly DraftStep[] | null
  act: StepActions
}

/** What each row of the list shows, in the order of the draft. */
export function useRows(state: BuilderState, known: Known): StepRowProps[] {
  const { check, templates, readOnly, preview, act } = known
  const { steps } = state.draft
  const unsaved = useMemo(() => unsavedSteps(state), [state])
  const names = useMemo(
    () => new Map(templates?.map(({ template }) => [template.id, template.name])),
    [templates],
  )
  const { t } = useTranslation()
  const format = useFormat()
  const { fields } = useProduct()
  const { language, zone, today } = format
  // The clock ticks often; what a row says of a moment changes with the day.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the day stands for the format
  const words = useMemo(
    () => ({
      t,
      format,
      fields,
      kinds: kindsIn(t),
      saved: t('builder.step.saved'),
      unsaved: t('builder.step.unsaved'),
    }),
    [t, fields, language, zone, today],
  )
  const places = useMemo(() => placesOf(preview ?? steps), [preview, steps])
  return steps.map((step) => ({
    step,
    position: places.get(step.key)?.position ?? 0,
    after: places.get(step.key)?.after ?? 0,
    check: check.stepOf(step.key),
    problems: check.problemsOf(step.key),
    templateName: names.get(step.template) ?? '',
    chosen: step.key === state.selected,
    unsaved: unsaved.has(step.key),
    readOnly,
    act,
    words,
  }))
}

function kindsIn(t: TFunction): Record<StepKind, string> {
  const kinds = Object.keys(templateKind) as StepKind[]
  return Object.fromEntries(kinds.map((kind) => [kind, t(`kind.${kind}`)])) as Record<
    StepKind,
    string
  >
}

/** The number of a step, and of the one before it that is not disabled: 0 is the entry. */
export interface Place {
  position: number
  after: number
  /** The nearest earlier step that makes a PDF, 0 for none. */
  pdf: number
}

/** Where each step stands, by its key. */
export function placesOf(steps: readonly DraftStep[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  let after = 0
  let pdf = 0
  steps.forEach((step, i) => {
    places.set(step.key, { position: i + 1, after, pdf })
    if (step.disabled) return
    after = i + 1
    if (step.kind === 'pdf') pdf = i + 1
  })
  return places
}
