import type { Landing } from '@/components/ui/sortable-drag'
import { moved } from '@/lib/history/history'
import { type DraftStep, newStep, type StepKind } from './state/draft'

const prefix = 'tool:'

/** The id under which a tool is dragged. */
export const toolId = (kind: StepKind) => prefix + kind

/** The kind of step that a dragged tool adds; null for what is no tool. */
export function toolKind(id: string): StepKind | null {
  return id.startsWith(prefix) ? (id.slice(prefix.length) as StepKind) : null
}

/** The list as it would be after the drop; null where nothing would change. */
export function previewOf(
  steps: readonly DraftStep[],
  landing: Landing | undefined,
): readonly DraftStep[] | null {
  if (!landing) return null
  const kind = toolKind(landing.id)
  if (kind) return steps.toSpliced(landing.to, 0, newStep('dropped', kind, landing.to === 0))
  const list = moved(steps, landing.id, landing.to)
  return list === steps ? null : list
}
