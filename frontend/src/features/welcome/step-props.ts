import type { Problem } from '@/lib/api/client'
import type { Draft } from './draft'

/** What every question gets. */
export interface StepProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
  problems: Problem[]
}
