import { useMutation, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** The product's filters, to choose from. */
export function useFilters(product: string) {
  return useQuery({
    queryKey: ['filter', 'list', product],
    queryFn: () => backend.ListFilters({ product }),
    meta: { nouns: ['card', 'sequence'] },
  })
}

/** How many cards match a filter: what is known, or counted anew. */
export function useCount({ filter, matches }: api.FilterRow) {
  return useQuery({
    queryKey: ['filter', 'count', filter.id, filter.revision],
    queryFn: async () => (await backend.CountFilters({ ids: [filter.id] }))[0]?.matches ?? matches,
    enabled: matches < 0,
    initialData: matches < 0 ? undefined : matches,
    meta: { nouns: ['card'] },
  })
}

/** The kinds of step that the features allow. */
export function useToolbox(product: string) {
  return useQuery({
    queryKey: ['workspace', 'toolbox', product],
    queryFn: () => backend.Toolbox({ product }),
    meta: { nouns: ['product'] },
  })
}

/** The product's templates, to choose from. */
export function useTemplates(product: string) {
  return useQuery({
    queryKey: ['template', 'list', product],
    queryFn: () => backend.ListTemplates({ product }),
    meta: { nouns: ['sequence'] },
  })
}

/** The product's folders of automations. */
export function useFolders(product: string) {
  return useQuery({
    queryKey: ['folder', 'list', product],
    queryFn: () => backend.ListFolders({ product }),
  })
}

/** The names that the product's automations have. */
export function useNames(product: string) {
  return useQuery({
    queryKey: ['sequence', 'list', product],
    queryFn: () => backend.ListSequences({ product }),
    meta: { nouns: ['enrolment', 'folder', 'filter', 'card'] },
    select: (rows) => rows.map((row) => row.sequence.name),
  })
}

/** Makes the automation; its errors are shown in the form. */
export function useMake() {
  return useMutation({
    mutationFn: (payload: api.SaveSequenceIn) => backend.SaveSequence(payload),
  })
}
