import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { handOver } from '@/lib/files/files'

const pageSize = 100

/** What of the list is asked for; the page is the query's own. */
export type Ask = Omit<api.ListSuppressionsIn, 'after' | 'limit'>

/** The suppression list, page by page, newest first. */
export function useSuppressions(ask: Ask) {
  return useInfiniteQuery({
    queryKey: ['suppression', 'list', ask],
    queryFn: ({ pageParam }) =>
      backend.ListSuppressions({ ...ask, after: pageParam, limit: pageSize }),
    initialPageParam: '',
    getNextPageParam: (last) =>
      last.rows.length === pageSize ? last.rows.at(-1)?.entry.id : undefined,
    placeholderData: keepPreviousData,
  })
}

/** Makes what a change of the list changed old at once, before its events come. */
function useFresh() {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: (q) => ['suppression', 'contact'].includes(String(q.queryKey[0])),
    })
}

/** Puts addresses on the list. */
export function useAddSuppressions() {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (asked: api.AddSuppressionsIn) => backend.AddSuppressions(asked),
    onSuccess: fresh,
  })
}

/** Takes an address off the list. */
export function useLiftSuppression() {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (asked: api.LiftSuppressionIn) => backend.LiftSuppression(asked),
    onSuccess: fresh,
  })
}

/** Gives the list as a file; resolves to where the window saved it. */
export function useExport() {
  return useMutation({
    mutationFn: async (ask: Ask) =>
      handOver(await backend.ExportSuppressions({ ...ask, after: '', limit: 0 })),
  })
}
