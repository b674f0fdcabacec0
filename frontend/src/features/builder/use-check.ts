import { useDebouncedValue } from '@mantine/hooks'
import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import type { Problem } from '@/lib/api/client'
import { useCheckOf } from './api'
import { problemsOfSettings, problemsOfStep } from './field-errors'
import type { BuilderState } from './state/builder-state'
import type { DraftStep } from './state/draft'
import { whole } from './state/unsaved'

/** What the draft means, by the key of each step. */
export interface DraftCheck {
  stepOf: (key: string) => api.StepCheck | undefined
  problemsOf: (key: string) => Problem[]
  /** What is wrong apart from the steps. */
  settings: Problem[]
  /** How many things keep it from being saved. */
  problems: number
  /** Steps that would be saved but could not work. */
  missing: number
}

/**
 * Asks the backend what the draft means, a moment after the last edit. While a
 * step is dragged, preview is the list as it would be, so its dates show too.
 */
export function useCheck(
  state: BuilderState,
  preview: readonly DraftStep[] | null,
  view: api.SequenceView,
): DraftCheck {
  const sending = useMemo(() => whole(state, preview ?? state.draft.steps), [state, preview])
  const [settled] = useDebouncedValue(sending, 200)
  const ofSaved = { check: view.check, keys: view.sequence.steps.map((step) => step.id) }
  const { data } = useCheckOf(settled.payload, settled.keys, ofSaved)
  return useMemo(() => {
    const index = new Map(data?.keys.map((key, i) => [key, i]))
    const all: Problem[] = data?.check.problems ?? []
    const steps = data?.check.steps ?? []
    return {
      stepOf: (key) => steps[index.get(key) ?? -1],
      problemsOf: (key) => problemsOfStep(all, index.get(key) ?? -1),
      settings: problemsOfSettings(all),
      problems: all.length,
      missing: steps.filter((step) => step.missing.length > 0).length,
    }
  }, [data])
}
