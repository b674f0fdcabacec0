import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { abortable } from '@/lib/api/abort'
import { backend, type Phrase } from '@/lib/api/client'
import { inTurn } from './in-turn'

/** What is worth knowing about a draft: it never matches, matches everything, contradicts itself. */
export interface Advice {
  /** The conditions and groups that it is about. */
  paths: string[]
  say: Phrase
  level: 'error' | 'warning' | 'note'
}

const noAdvice: Advice[] = []

/** The advice of an answer; none from a backend that gives none. */
export function adviceOf(answer: api.PreviewFilterOut | undefined): Advice[] {
  const { advice } = (answer ?? {}) as { advice?: Advice[] | null }
  return advice ?? noAdvice
}

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

const notCounted = -2

/**
 * How many cards match a filter; negative for a broken one. Those in use are known with the list;
 * the others are counted a few at a time, and no further once nobody looks.
 */
export function useMatches({ filter, matches }: api.FilterRow) {
  const known = matches !== notCounted
  return useQuery({
    queryKey: ['filter', 'count', filter.id, filter.revision],
    queryFn: ({ signal }) =>
      inTurn(signal, async () => {
        const [count] = await abortable(signal, () => backend.CountFilters({ ids: [filter.id] }))
        return count?.matches ?? notCounted
      }),
    enabled: !known,
    initialData: known ? matches : undefined,
    meta: { nouns: ['card'] },
  })
}

/** What can be asked of a product's cards: subjects, operators, the kinds of their values. */
export function useCatalogue(product: string) {
  return useQuery({
    queryKey: ['filter', 'catalogue', product],
    queryFn: () => backend.FilterCatalogue({ product }),
    meta: {
      nouns: ['product', 'status', 'field', 'user', 'tag', 'template', 'sequence', 'form', 'link'],
    },
    staleTime: 5 * 60_000,
  })
}

/**
 * What a tree means and matches now. The last answer stays until the next one is there; a request
 * that nobody waits for any more is given up.
 */
export function usePreview(product: string, tree: crm.Group | undefined, stopped = false) {
  return useQuery({
    queryKey: ['filter', 'preview', product, tree],
    queryFn: ({ signal }) =>
      abortable(signal, () =>
        backend.PreviewFilter({ product, tree: tree as crm.Group, after: '' }),
      ),
    enabled: tree !== undefined && !stopped,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    meta: { nouns: ['card'] },
  })
}

/** The cards behind the first ones that a tree matches, page by page; read once they are wanted. */
export function useFurtherCards(product: string, tree: crm.Group, after: string, wanted: boolean) {
  return useInfiniteQuery({
    queryKey: ['filter', 'further', product, tree, after],
    queryFn: ({ pageParam, signal }) =>
      abortable(signal, () => backend.PreviewFilter({ product, tree, after: pageParam })),
    initialPageParam: after,
    getNextPageParam: (page) => page.next || undefined,
    enabled: wanted && after !== '',
    gcTime: 60_000,
    meta: { nouns: ['card'] },
  })
}

/** What an example means and matches: asked a few at a time, and no further once it is gone. */
export function useExample(product: string, tree: crm.Group) {
  return useQuery({
    queryKey: ['filter', 'preview', product, tree],
    queryFn: ({ signal }) =>
      inTurn(signal, () =>
        abortable(signal, () => backend.PreviewFilter({ product, tree, after: '' })),
      ),
    gcTime: 60_000,
    meta: { nouns: ['card'] },
  })
}

/** Which cards other conditions would bring in and put out, and what that does to the automations. */
export function useChangePreview(filter: string, tree: crm.Group) {
  return useQuery({
    queryKey: ['filter', 'change', filter, tree],
    queryFn: ({ signal }) => abortable(signal, () => backend.PreviewFilterChange({ filter, tree })),
    staleTime: 0,
    gcTime: 0,
    meta: { nouns: ['card', 'sequence'] },
  })
}

/** Pauses the automations that use a filter, saves it and activates them again, in one go. */
export function useChangeFilter() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: api.ChangeFilterIn) => backend.ChangeFilter(change),
    onSuccess: (row) => keep(queries, row),
  })
}

/** Puts filters into a folder; "" takes them out. */
export function useMoveFilters() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (move: api.MoveFiltersIn) => backend.MoveFilters(move),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['filter'] }),
  })
}

/** Gives a folder another name. */
export function useRenameFolder() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (rename: api.RenameFilterFolderIn) => backend.RenameFilterFolder(rename),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['filter'] }),
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
