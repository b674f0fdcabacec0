import { useHotkeys } from '@mantine/hooks'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { FormAction, FormState } from '../state/form-state'

interface FormKeys {
  state: FormState
  dispatch: Dispatch<FormAction>
  readOnly: boolean
  save: () => void
}

/** The keys that work anywhere in the builder, in its inputs too: what they show is the draft. */
export function useFormKeys({ state, dispatch, readOnly, save }: FormKeys) {
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
    ],
    [],
  )
}
