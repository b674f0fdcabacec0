import { type Dispatch, useCallback, useRef } from 'react'
import type { BuilderAction, BuilderState } from './state/builder-state'
import type { StepKind } from './state/draft'

/** Adds a step: at a place, else behind the chosen one. The same function as long as the builder is open. */
export function useAdd(
  state: BuilderState,
  dispatch: Dispatch<BuilderAction>,
  onAdded: () => void,
) {
  const now = useRef({ state, onAdded })
  now.current = { state, onAdded }
  return useCallback(
    (kind: StepKind, at?: number) => {
      const { draft, selected } = now.current.state
      const behind = draft.steps.findIndex((step) => step.key === selected)
      dispatch({ do: 'add', kind, at: at ?? (behind < 0 ? draft.steps.length : behind + 1) })
      now.current.onAdded()
    },
    [dispatch],
  )
}

/** The same list as long as the same keys are in it in the same order. */
export function useSame(keys: string[]): string[] {
  const last = useRef(keys)
  if (last.current.length !== keys.length || keys.some((key, i) => key !== last.current[i])) {
    last.current = keys
  }
  return last.current
}
