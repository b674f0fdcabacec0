import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const pageSize = 200

/** The rows of a forecast, page by page, in the order of time. */
export function useForecastRows(ask: Omit<api.ListForecastRowsIn, 'offset' | 'limit'>) {
  return useInfiniteQuery({
    queryKey: ['forecast', 'rows', ask],
    queryFn: ({ pageParam }) =>
      backend.ListForecastRows({ ...ask, offset: pageParam, limit: pageSize }),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => {
      const read = pages.reduce((sum, p) => sum + p.rows.length, 0)
      return page.rows.length > 0 && read < page.total ? read : undefined
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The text that a row would come to. */
export function useForecastText(ask: api.ForecastTextIn | undefined) {
  return useQuery({
    queryKey: ['forecast', 'text', ask],
    queryFn: () => backend.GetForecastText(ask ?? { job: '', scope: 'all', index: 0 }),
    enabled: ask !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The automation as it is saved. */
export function usePlan(id: string) {
  return useQuery({
    queryKey: ['sequence', 'one', id],
    queryFn: () => backend.GetSequence({ id }),
    enabled: id !== '',
    meta: { nouns: ['card', 'filter', 'enrolment', 'workspace', 'user', 'template'] },
  })
}
