import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const nouns = ['missed', 'sequence', 'message', 'card']

/** What waits for a decision since the program was away, and what it did by itself. */
export function useAway() {
  return useQuery({
    queryKey: ['enrolment', 'away'],
    queryFn: () => backend.GetAway(),
    placeholderData: keepPreviousData,
    meta: { nouns },
  })
}

/** The cards whose step waits, page by page. */
export function useHeldCards(ask: api.RunningAsk) {
  return useInfiniteQuery({
    queryKey: ['enrolment', 'away', 'held', ask],
    queryFn: ({ pageParam }) =>
      backend.ListRunning({ ask, after: pageParam, offset: 0, limit: 100 }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    meta: { nouns },
  })
}

/** The cards that would have entered, page by page. */
export function useMissedCards(sequence: string) {
  return useInfiniteQuery({
    queryKey: ['missed', 'list', sequence],
    queryFn: ({ pageParam }) => backend.ListMissed({ sequence, after: pageParam, limit: 100 }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    meta: { nouns: ['enrolment', 'sequence', 'card'] },
  })
}
