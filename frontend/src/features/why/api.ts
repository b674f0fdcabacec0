import { useQuery } from '@tanstack/react-query'
import { backend } from '@/lib/api/client'

const nouns = ['sequence', 'card', 'message', 'filter', 'task']

/** Why a card did or didn't get an automation. */
export function useWhy(card: string, sequence: string) {
  return useQuery({
    queryKey: ['enrolment', 'why', card, sequence],
    queryFn: () => backend.ExplainCard({ card, sequence }),
    meta: { nouns },
  })
}

/** Which conditions of a filter hold for a card. */
export function useWhyFilter(card: string, filter: string) {
  return useQuery({
    queryKey: ['filter', 'why', card, filter],
    queryFn: () => backend.ExplainFilter({ card, filter }),
    meta: { nouns },
  })
}
