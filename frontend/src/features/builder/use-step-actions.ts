import { type Dispatch, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { BuilderAction, BuilderState } from './state/builder-state'
import type { StepCommand } from './step-menu'
import type { StepActions } from './step-row'

interface Around {
  /** A step was chosen by a person: its editor is wanted. */
  onChosen: () => void
  onSave: (key: string) => void
  /** Which step has the focus once the next change is on the screen. */
  focusNext: (key: string) => void
}

/** What is done to the steps, each said to screen readers. The functions stay the same ones, so that rows are not drawn anew. */
export function useStepActions(
  state: BuilderState,
  dispatch: Dispatch<BuilderAction>,
  around: Around,
): StepActions {
  const { t } = useTranslation()
  const now = useRef({ state, around, t })
  now.current = { state, around, t }
  return useMemo(() => {
    const steps = () => now.current.state.draft.steps
    const nameOf = (key: string) => {
      const at = steps().findIndex((step) => step.key === key)
      const kind = steps()[at]?.kind
      const { t } = now.current
      return t('builder.step.name', { position: at + 1, kind: kind ? t(`kind.${kind}`) : '' })
    }
    const say = (what: string, key: string) =>
      announce(now.current.t(`builder.say.${what}`, { step: nameOf(key) }))
    const run: Record<StepCommand, (key: string) => void> = {
      copy: (key) => {
        say('copied', key)
        const { nextKey } = now.current.state
        dispatch({ do: 'copy', key })
        now.current.around.focusNext(`new-${nextKey}`)
      },
      toggle: (key) => {
        const disabled = !steps().find((step) => step.key === key)?.disabled
        say(disabled ? 'disabled' : 'enabled', key)
        dispatch({ do: 'change', key, patch: { disabled } })
      },
      remove: (key) => {
        say('removed', key)
        const list = steps()
        const at = list.findIndex((step) => step.key === key)
        now.current.around.focusNext((list[at + 1] ?? list[at - 1])?.key ?? '')
        dispatch({ do: 'remove', key })
      },
    }
    return {
      choose: (key) => {
        dispatch({ do: 'select', key })
        now.current.around.onChosen()
      },
      command: (key, command) => run[command](key),
      move: (key, to) => {
        now.current.around.focusNext(key)
        dispatch({ do: 'move', key, to })
      },
      time: (key, patch) => dispatch({ do: 'change', key, patch }),
      save: (key) => now.current.around.onSave(key),
      count: () => steps().length,
    }
  }, [dispatch])
}
