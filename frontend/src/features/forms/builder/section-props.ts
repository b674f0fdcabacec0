import type { Problem } from '@/lib/api/client'
import type { Settings } from '../state/draft'

/** What every part of the form's settings is given. */
export interface SectionProps {
  settings: Settings
  /** Of the form, with their paths. */
  problems: Problem[]
  readOnly: boolean
  onChange: (patch: Partial<Settings>) => void
}
