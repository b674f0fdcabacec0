import type { api } from '@wails/go/models'
import { useEffect, useState } from 'react'
import { onEvent } from '@/lib/api/events'

/** What has changed since a forecast: what the automation is made of, or only cards. */
export type Changed = '' | 'plan' | 'cards'

const ofCards = new Set(['card', 'contact', 'consent'])

/** What has changed since `since` was made that would make it another one. */
export function useChanged(
  since: api.ForecastOut | undefined,
  sequence: api.SequenceView['sequence'] | undefined,
): Changed {
  const [changed, setChanged] = useState<Changed>('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new forecast knows everything
  useEffect(() => setChanged(''), [since])
  useEffect(() => {
    if (!sequence) return
    const parts = new Set<string>([
      sequence.id,
      sequence.filter,
      ...sequence.steps.flatMap((step) => [step.template, step.templateB]),
    ])
    return onEvent(({ noun, ids }) => {
      if (ofCards.has(noun)) return setChanged((now) => now || 'cards')
      const mine = ids.includes('*') || ids.some((id) => parts.has(id))
      if (['sequence', 'filter', 'template'].includes(noun) && mine) setChanged('plan')
      if (noun === '*' || noun === 'workspace') setChanged('plan')
    })
  }, [sequence])
  return changed
}
