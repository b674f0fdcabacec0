import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const nouns = ['sequence', 'message', 'card']

/** Who is where in an automation: the numbers. */
export function useRunning(id: string) {
  return useQuery({
    queryKey: ['enrolment', 'running', id],
    queryFn: () => backend.GetRunning({ id }),
    placeholderData: keepPreviousData,
    meta: { nouns },
  })
}

/** How many cards are behind a number. */
export function useRunningCount(ask: api.RunningAsk) {
  return useQuery({
    queryKey: ['enrolment', 'count', ask],
    queryFn: () => backend.CountRunning(ask),
    placeholderData: keepPreviousData,
    meta: { nouns },
  })
}

/** The cards behind a number, page by page. */
export function useRunningCards(ask: api.RunningAsk) {
  return useInfiniteQuery({
    queryKey: ['enrolment', 'cards', ask],
    queryFn: ({ pageParam }) =>
      backend.ListRunning({ ask, after: pageParam, offset: 0, limit: 200 }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
    meta: { nouns },
  })
}

/** What starting these cards would do. */
export function usePreviewStart(cards: string[], action: api.BulkAction) {
  const pick = { ids: cards, list: undefined, except: [] }
  return useQuery({
    queryKey: ['enrolment', 'start', cards, action],
    queryFn: () => backend.PreviewBulk({ pick, action }),
    enabled: cards.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}
