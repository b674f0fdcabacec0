import type { BuilderState } from './builder-state'
import type { DraftStep, SavedStep, Settings } from './draft'
import { sameFields, sameSettings } from './draft'

/** What SaveSequence and CheckSequence take. */
export interface Payload extends Settings {
  id: string
  product: string
  revision: number
  steps: SavedStep[]
}

/** A payload and the keys of its steps, to find them again in the answer. */
export interface Sending {
  payload: Payload
  keys: string[]
}

/** The keys of the steps that differ from what is saved: new, changed or moved. */
export function unsavedSteps(state: BuilderState): ReadonlySet<string> {
  if (state.draft.steps === state.saved.steps) return new Set()
  const saved = new Map(state.saved.steps.map((step) => [step.key, step]))
  const kept = inOrder(state.draft.steps, state.saved.steps)
  const unsaved = new Set<string>()
  for (const step of state.draft.steps) {
    const before = saved.get(step.key)
    if (!before || !sameFields(before, step) || !kept.has(step.key)) unsaved.add(step.key)
  }
  return unsaved
}

/** Whether anything differs from what is saved. */
export function isDirty(state: BuilderState): boolean {
  if (state.draft === state.saved) return false
  if (!sameSettings(state.draft.settings, state.saved.settings)) return true
  return state.draft.steps.length !== state.saved.steps.length || unsavedSteps(state).size > 0
}

/** Everything, as "Save all" sends it; also for a check of another order of steps. */
export function whole(state: BuilderState, steps = state.draft.steps): Sending {
  return sending(state, state.draft.settings, steps)
}

/** What is saved already, plus one step as it stands in the draft: "Save" on a step. */
export function withOneStep(state: BuilderState, key: string): Sending {
  const steps = state.saved.steps.filter((step) => step.key !== key)
  const at = state.draft.steps.findIndex((step) => step.key === key)
  const step = state.draft.steps[at]
  if (step) {
    const behind = new Map(steps.map((saved, i) => [saved.key, i + 1]))
    const before = state.draft.steps.slice(0, at).reverse()
    const neighbour = before.find((other) => behind.has(other.key))
    steps.splice(neighbour ? (behind.get(neighbour.key) ?? 0) : 0, 0, step)
  }
  return sending(state, state.saved.settings, steps)
}

function sending(state: BuilderState, settings: Settings, steps: readonly DraftStep[]): Sending {
  return {
    payload: {
      ...settings,
      id: state.id,
      product: state.product,
      revision: state.revision,
      steps: steps.map((step, i) => toSave(state, step, i)),
    },
    keys: steps.map((step) => step.key),
  }
}

function toSave(state: BuilderState, step: DraftStep, index: number): SavedStep {
  const { key, ...fields } = step
  return { ...fields, id: state.ids[key] ?? '', sequence: state.id, position: index + 1 }
}

/**
 * The keys of a longest run of steps that stand in the same order in both
 * lists. The others are the ones that a person moved.
 */
function inOrder(now: readonly DraftStep[], before: readonly DraftStep[]): ReadonlySet<string> {
  const place = new Map(before.map((step, i) => [step.key, i]))
  const common = now.filter((step) => place.has(step.key)).map((step) => step.key)
  const at = common.map((key) => place.get(key) ?? 0)
  const length: number[] = []
  const previous: number[] = []
  let last = -1
  for (let i = 0; i < at.length; i++) {
    length[i] = 1
    previous[i] = -1
    for (let j = 0; j < i; j++) {
      const longer = (length[j] ?? 0) + 1
      if ((at[j] ?? 0) < (at[i] ?? 0) && longer > (length[i] ?? 0)) {
        length[i] = longer
        previous[i] = j
      }
    }
    if (last < 0 || (length[i] ?? 0) > (length[last] ?? 0)) last = i
  }
  const kept = new Set<string>()
  for (let i = last; i >= 0; i = previous[i] ?? -1) kept.add(common[i] ?? '')
  return kept
}
