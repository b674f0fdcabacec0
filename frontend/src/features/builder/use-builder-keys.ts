import { useHotkeys } from '@mantine/hooks'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { BuilderAction, BuilderState } from './state/builder-state'
import type { StepActions } from './step-row'

interface BuilderKeys {
  state: BuilderState
  dispatch: Dispatch<BuilderAction>
  act: StepActions
  readOnly: boolean
  save: () => void
}

/** The keys that work anywhere in the builder, in its fields too: what they show is the draft. */
export function useBuilderKeys({ state, dispatch, act, readOnly, save }: BuilderKeys) {
  const { t } = useTranslation()
  const travel = (way: 'undo' | 'redo') => () => {
    if (readOnly || !(way === 'undo' ? state.past : state.future)) return
    dispatch({ do: way })
    announce(t(way === 'undo' ? 'builder.say.undone' : 'builder.say.redone'))
  }
  useHotkeys(
    [
      ['mod+Z', travel('undo')],
      ['mod+shift+Z', travel('redo')],
      ['mod+Y', travel('redo')],
      ['mod+S', () => !readOnly && save()],
      ['mod+D', () => !readOnly && state.selected && act.command(state.selected, 'copy')],
    ],
    [],
  )
}
