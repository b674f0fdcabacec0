import { queryOptions } from '@tanstack/react-query'
import { backend } from '@/lib/api/client'

/** A picture or file of templates: it never changes, so it is read once. */
export function assetQuery(id: string) {
  return queryOptions({
    queryKey: ['asset', id],
    queryFn: () => backend.GetAsset({ id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30 * 60_000,
    retry: false,
  })
}
