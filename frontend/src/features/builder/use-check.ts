import { useDebouncedValue } from '@mantine/hooks'
import type { api } from '@wails/go/models'
import { useDeferredValue, useMemo } from 'react'
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

const none: Problem[] = []

/**
 * Asks the backend what the draft means, a moment after the last edit. While a
 * step is dragged, preview is the list as it would be, so its dates show too.
 */
export function useCheck(
  state: BuilderState,
  preview: readonly DraftStep[] | null,
  view: api.SequenceView,
): DraftCheck {
  const wanted = useMemo(() => ({ state, steps: preview ?? state.draft.steps }), [state, preview])
  const [settled] = useDebouncedValue(wanted, preview ? 60 : 200)
  const sending = useMemo(() => whole(settled.state, settled.steps), [settled])
  const ofSaved = useMemo(
    () => ({ check: view.check, keys: view.sequence.steps.map((step) => step.id) }),
    [view],
  )
  const { data: answer } = useCheckOf(sending.payload, sending.keys, ofSaved)
  // An answer may move the dates of 200 steps: typing goes first.
  const data = useDeferredValue(answer)
  return useMemo(() => {
    const index = new Map(data?.keys.map((key, i) => [key, i]))
    const all: Problem[] = data?.check.problems ?? []
    const steps = data?.check.steps ?? []
    // Most steps have none: those share one list, so that their rows stay as they are.
    const wrong = new Map<string, Problem[]>()
    for (const [key, i] of index) {
      const mine = all.length > 0 ? problemsOfStep(all, i) : none
      if (mine.length > 0) wrong.set(key, mine)
    }
    return {
      stepOf: (key) => steps[index.get(key) ?? -1],
      problemsOf: (key) => wrong.get(key) ?? none,
      settings: problemsOfSettings(all),
      problems: all.length,
      missing: steps.filter((step) => step.missing.length > 0).length,
    }
  }, [data])
}
