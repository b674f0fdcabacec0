import type { api } from '@wails/go/models'
import { useFilters } from '../api'
import type { FormRow } from '../contract'

/**
 * The automations that start, or would, for those who send the form in: theirs is a filter that names
 * it. Undefined until that is known.
 */
export function useStarted({ form, usedBy }: FormRow): api.Use[] | undefined {
  const { data } = useFilters(form.product)
  const naming = new Set(usedBy.filter((use) => use.noun === 'filter').map((use) => use.id))
  if (!data) return undefined
  const found = new Map<string, api.Use>()
  for (const { filter, usedBy: users } of data) {
    if (!naming.has(filter.id)) continue
    for (const use of users) if (use.noun === 'sequence') found.set(use.id, use)
  }
  return [...found.values()]
}
