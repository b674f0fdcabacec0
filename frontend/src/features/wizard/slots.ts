import type { crm } from '@wails/go/models'
import type { ComponentType } from 'react'

/** What the wizard takes from other features; the app gives it. */
export interface WizardSlots {
  /** A template as a real card sees it. */
  Preview: ComponentType<{ product: string; template: crm.Template }>
  /** What a step changes on a card. */
  Change: ComponentType<{ change: crm.CardChange; onChange: (change: crm.CardChange) => void }>
  /** Which other program a step tells. */
  Call: ComponentType<{ call: crm.StepCall; onChange: (call: crm.StepCall) => void }>
}
