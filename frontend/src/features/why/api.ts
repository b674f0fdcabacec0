import { useQuery } from '@tanstack/react-query'
import type { crm } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const nouns = ['sequence', 'card', 'message', 'filter', 'task', 'contact', 'field', 'status']

/** Why a card did or didn't get an automation. */
export function useWhy(card: string, sequence: string) {
  return useQuery({
    queryKey: ['enrolment', 'why', card, sequence],
    queryFn: () => backend.ExplainCard({ card, sequence }),
    meta: { nouns },
  })
}

/** What is asked about a card: a saved filter, or the draft of one. */
export interface Asked {
  card: string
  filter: string
  tree?: crm.Group | undefined
}

/** Which conditions of a filter hold for a card; nothing is asked before both are chosen. */
export function useWhyFilter({ card, filter, tree }: Asked) {
  return useQuery({
    queryKey: ['filter', 'why', card, filter, tree],
    queryFn: () =>
      tree
        ? backend.ExplainTree({ card, tree, name: '' })
        : backend.ExplainFilter({ card, filter }),
    enabled: card !== '' && (filter !== '' || tree !== undefined),
    meta: { nouns },
  })
}

/** The filters of a product, for choosing one. */
export function useFiltersOf(product: string) {
  return useQuery({
    queryKey: ['filter', 'list', product],
    queryFn: () => backend.ListFilters({ product }),
    meta: { nouns },
  })
}
