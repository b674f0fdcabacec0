import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const oneKey = (id: string) => ['filter', 'one', id] as const

/** A product's filters with how many cards each matches. */
export function useFilters(product: string) {
  return useQuery({
    queryKey: ['filter', 'list', product],
    queryFn: () => backend.ListFilters({ product }),
    meta: { nouns: ['card', 'sequence', 'status', 'field', 'user'] },
  })
}

/** One filter with what uses it; none is asked for without an id. */
export function useFilter(id: string) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: () => backend.GetFilter({ id }),
    enabled: id !== '',
    meta: { nouns: ['sequence'] },
  })
}

/** What can be asked of a product's cards: subjects, operators, the kinds of their values. */
export function useCatalogue(product: string) {
  return useQuery({
    queryKey: ['filter', 'catalogue', product],
    queryFn: () => backend.FilterCatalogue({ product }),
    meta: { nouns: ['product', 'status', 'field', 'user'] },
    staleTime: 5 * 60_000,
  })
}

/** What a tree means and matches now. The last answer stays until the next one is there. */
export function usePreview(product: string, tree: crm.Group | undefined) {
  return useQuery({
    queryKey: ['filter', 'preview', product, tree],
    queryFn: () => backend.PreviewFilter({ product, tree: tree as crm.Group }),
    enabled: tree !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    meta: { nouns: ['card'] },
  })
}

/** Creates or replaces a filter. */
export function useSaveFilter() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: api.SaveFilterIn) => backend.SaveFilter(draft),
    onSuccess: (row) => keep(queries, row),
  })
}

/** Makes a copy under a new name. */
export function useCopyFilter() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.CopyFilter({ id }),
    onSuccess: (row) => keep(queries, row),
  })
}

/** Deletes a filter that nothing uses. */
export function useDeleteFilter() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.DeleteFilter({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['filter', 'list'] }),
  })
}

/** Reads a filter anew: somebody else changed it. */
export function useReadAnew(): (id: string) => void {
  const queries = useQueryClient()
  return (id) => void queries.invalidateQueries({ queryKey: oneKey(id) })
}

function keep(queries: QueryClient, row: api.FilterRow) {
  queries.setQueryData(oneKey(row.filter.id), row)
  void queries.invalidateQueries({ queryKey: ['filter', 'list'] })
}
