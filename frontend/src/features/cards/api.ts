import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { abortable } from '@/lib/api/abort'
import { backend } from '@/lib/api/client'
import type { Source } from '@/lib/rows/use-pages'
import { type Ask, wholeList } from './view'

// What the lines of a list depend on, besides cards.
const lineNouns = ['contact', 'enrolment', 'filter', 'product', 'tag', 'task']

/** The cards of a list with the values of these columns, from anywhere. */
export function listSource(ask: Ask, columns: string[], total: number): Source<api.CardRow> {
  return {
    key: listKey(ask, columns),
    read: (start) => backend.ListCards({ ...ask, columns, total, ...start }),
    nouns: lineNouns,
  }
}

/** The key of a list's pages. */
export const listKey = (ask: Ask, columns: string[]) => ['card', 'list', ask, columns]

/** How many cards a list has; asked for after its first rows. */
export function useCardCount(ask: Ask, wanted: boolean) {
  return useQuery({
    queryKey: ['card', 'count', ask],
    queryFn: () => backend.CountCards({ list: wholeList(ask), most: 0 }),
    meta: { nouns: lineNouns },
    enabled: wanted,
  })
}

/** The columns that a list of the product's cards can show. */
export function useCardColumns(product: string) {
  return useQuery({
    queryKey: ['product', product, 'columns'],
    queryFn: () => backend.CardColumns({ product }),
    staleTime: 300_000,
  })
}

/** The columns that an export of the product's cards can have. */
export function useExportColumns(product: string) {
  return useQuery({
    queryKey: ['product', product, 'export'],
    queryFn: () => backend.ExportColumns({ product }),
  })
}

/** The saved views of a product's list: the one that everybody starts with, everybody's and mine. */
export function useViews(product: string) {
  return useQuery({
    queryKey: ['view', 'list', product],
    queryFn: () => backend.ListViews({ product }),
    meta: { nouns: ['product', 'filter', 'tag'] },
    staleTime: 300_000,
  })
}

/** Saves and deletes views. */
export function useSaveView() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['view'] })
  return {
    save: useMutation({ mutationFn: (view: crm.ListView) => backend.SaveView(view), onSettled }),
    remove: useMutation({ mutationFn: (id: string) => backend.DeleteView({ id }), onSettled }),
  }
}

/** Creates or changes a card. */
export function useSaveCard() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (card: api.SaveCardIn) => backend.SaveCard(card),
    onSuccess: ({ card }) => {
      queries.setQueryData(['card', card.card.id], card)
      void queries.invalidateQueries({ queryKey: ['card', 'list'] })
    },
  })
}

/** Deletes cards; `restore` brings them back, without their automations. */
export function useDeleteCards() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['card'] })
  return {
    remove: useMutation({
      mutationFn: (ids: string[]) => backend.DeleteCards({ ids }),
      onSettled: refresh,
    }),
    restore: useMutation({
      mutationFn: (ids: string[]) => backend.RestoreCards({ ids }),
      onSettled: refresh,
    }),
  }
}

/** The saved filters, offered as views of the list. */
export function useFilters(product: string, wanted: boolean) {
  return useQuery({
    queryKey: ['filter', 'list', product],
    queryFn: () => backend.ListFilters({ product }),
    meta: { nouns: ['card', 'sequence'] },
    enabled: wanted,
  })
}

/** How many cards match each of the filters that the list of filters didn't count. */
export function useFilterCounts(filters: api.FilterRow[] | undefined): Map<string, number> {
  const ids = (filters ?? []).filter((f) => f.matches === -2).map((f) => f.filter.id)
  const { data } = useQuery({
    queryKey: ['filter', 'counts', ids],
    queryFn: ({ signal }) => abortable(signal, () => backend.CountFilters({ ids })),
    meta: { nouns: ['card'] },
    enabled: ids.length > 0,
  })
  return new Map((data ?? []).map((c) => [c.id, c.matches]))
}

/** The automations that a card can be put into by hand. */
export function useActiveSequences(product: string, wanted: boolean) {
  return useQuery({
    queryKey: ['sequence', 'list', product],
    queryFn: () => backend.ListSequences({ product }),
    enabled: wanted,
    select: (rows) => rows.filter((r) => r.sequence.state !== 'inactive'),
  })
}
