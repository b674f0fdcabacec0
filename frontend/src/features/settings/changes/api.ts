import { useInfiniteQuery } from '@tanstack/react-query'
import { backend } from '@/lib/api/client'

/** Which changes are listed. */
export interface ChangesAsk {
  user: string
  noun: string
}

/** The log of changes, page by page, the newest first. */
export function useChanges(ask: ChangesAsk) {
  return useInfiniteQuery({
    queryKey: ['change', ask],
    queryFn: ({ pageParam }) => backend.ListChanges({ ...ask, before: pageParam }),
    initialPageParam: '',
    getNextPageParam: (last) => (last.more ? last.rows.at(-1)?.id : undefined),
  })
}
