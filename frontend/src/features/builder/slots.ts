import type { api, crm } from '@wails/go/models'
import { type ComponentType, createContext, useContext } from 'react'

/** What an editor of conditions holds now. */
export interface EditedConditions {
  tree: crm.Group
  unfinished: number
  empty: boolean
  problems: number
}

/** What the builder takes from other features; the app gives it. */
export interface BuilderSlots {
  /** The filters' editor of conditions, for "only if". */
  Conditions: ComponentType<{
    product: string
    value: crm.Group | undefined
    onChange: (now: EditedConditions) => void
    attempted?: boolean
  }>
  /** A template as a real card sees it. */
  Preview: ComponentType<{ product: string; template: crm.Template }>
  /** What a draft would do, over the builder. */
  Forecast: ComponentType<{ draft: api.SaveSequenceIn; onClose: () => void }>
  /** Whether the kept tests still pass, in a line; nothing where there are none. */
  Tests: ComponentType<{ product: string; sequence: string }>
}

export const SlotContext = createContext<BuilderSlots | undefined>(undefined)

/** The parts from other features. */
export function useSlots(): BuilderSlots {
  const slots = useContext(SlotContext)
  if (!slots) throw new Error('a part of the builder outside of it')
  return slots
}
