import { type Dispatch, useEffect } from 'react'
import { z } from 'zod'
import { text, useView } from '@/lib/routing/use-view'
import type { BuilderAction, BuilderState } from './state/builder-state'

const viewSchema = z.object({ step: text, made: text })

/** A template was made for a step: the step is chosen and has it, not saved yet. */
export function useMadeTemplate(state: BuilderState, dispatch: Dispatch<BuilderAction>) {
  const [{ step, made }, change] = useView(viewSchema)
  const { key } = state.draft.steps[Number(step) - 1] ?? { key: '' }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each template that was made
  useEffect(() => {
    if (!made) return
    if (key) {
      dispatch({ do: 'select', key })
      if (!state.readOnly) dispatch({ do: 'change', key, patch: { template: made } })
    }
    change({ step: '', made: '' })
  }, [made])
}
