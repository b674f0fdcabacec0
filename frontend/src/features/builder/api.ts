import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const key = (id: string) => ['sequence', 'one', id] as const

/** A whole automation, with what its steps mean. */
export function useSequence(id: string) {
  return useQuery({
    queryKey: key(id),
    queryFn: () => backend.GetSequence({ id }),
    meta: { nouns: ['card', 'filter', 'enrolment', 'workspace', 'user', 'template'] },
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
  })
}

/** The product's filters, to choose from. */
export function useFilters(product: string) {
  return useQuery({
    queryKey: ['filter', 'list', product],
    queryFn: () => backend.ListFilters({ product }),
    meta: { nouns: ['card', 'sequence'] },
  })
}

/** What the backend answers for a filter that it did not count yet. */
export const notCounted = -2

/** How many cards the chosen filter matches now; negative for a broken one. */
export function useMatches(row: api.FilterRow | undefined, view: api.SequenceView): number {
  const id = row?.filter.id ?? view.sequence.filter
  const known = row?.matches ?? view.matches
  const counted = useQuery({
    queryKey: ['filter', 'count', id, row?.filter.revision ?? 0],
    queryFn: async () => (await backend.CountFilters({ ids: [id] }))[0]?.matches ?? notCounted,
    enabled: known === notCounted && id !== '',
    meta: { nouns: ['card'] },
  })
  return known === notCounted ? (counted.data ?? notCounted) : known
}

/** The product's folders, to choose from. */
export function useFolders(product: string) {
  return useQuery({
    queryKey: ['folder', 'list', product],
    queryFn: () => backend.ListFolders({ product }),
  })
}

/** A check and the keys of the steps it was made for, in their order. */
export interface Checked {
  check: api.SequenceCheck
  keys: readonly string[]
}

/** What a draft means. The last answer, or that of what is saved, stays until the next one is there. */
export function useCheckOf(payload: api.SaveSequenceIn, keys: readonly string[], ofSaved: Checked) {
  return useQuery<Checked>({
    queryKey: ['sequence', 'check', payload, keys], // the same steps may have other keys: a tool that is over the list and then in it
    queryFn: async () => ({ check: await backend.CheckSequence(payload), keys }),
    meta: { nouns: ['template', 'workspace', 'product', 'user', 'filter'] },
    placeholderData: (last) => last ?? ofSaved,
    gcTime: 60_000,
  })
}

/** Takes the answer of an operation as what the automation is now. */
export function useKeepSequence(): (view: api.SequenceView) => void {
  const queries = useQueryClient()
  return (view) => queries.setQueryData(key(view.sequence.id), view)
}

/** Reads the automation anew, past what is remembered. */
export function useReadSequence(): (id: string) => Promise<api.SequenceView> {
  const queries = useQueryClient()
  return (id) =>
    queries.fetchQuery({
      queryKey: key(id),
      queryFn: () => backend.GetSequence({ id }),
      staleTime: 0,
    })
}

/** Pauses the automation. */
export function useDeactivate() {
  const keep = useKeepSequence()
  return useMutation({
    mutationFn: (id: string) => backend.Deactivate({ id }),
    onSuccess: keep,
  })
}

/** Deletes an inactive automation. */
export function useDelete() {
  return useMutation({ mutationFn: (id: string) => backend.DeleteSequence({ id }) })
}

/** What each answer to "all cards or only new ones" would do, as of now. */
export function useActivationPreview(id: string) {
  return useQuery({
    queryKey: ['sequence', 'activation', id],
    queryFn: () => backend.PreviewActivation({ id }),
    staleTime: 0,
    gcTime: 0,
    meta: { nouns: ['card', 'workspace', 'account', 'template'] },
  })
}

/** Activates the automation. */
export function useActivate() {
  const keep = useKeepSequence()
  return useMutation({
    mutationFn: (answers: api.ActivateIn) => backend.Activate(answers),
    onSuccess: keep,
  })
}

/** Makes an inactive copy. */
export function useCopy() {
  return useMutation({ mutationFn: (id: string) => backend.CopySequence({ id }) })
}

/** How many messages of an automation are held. */
export function useHeldCount(sequence: string, enabled: boolean) {
  return useQuery({
    queryKey: ['message', 'held', sequence],
    queryFn: () =>
      backend.ListMessages({
        state: 'held',
        reason: '',
        channel: '',
        sequence,
        card: '',
        search: '',
        after: '',
        limit: 1,
      }),
    select: (page) => page.counts.find((c) => c.state === 'held')?.count ?? 0,
    enabled,
  })
}

/** Whether there is an account that emails can go through. */
export function useHasEmailAccount(enabled: boolean) {
  return useQuery({
    queryKey: ['account', 'list'],
    queryFn: () => backend.ListAccounts(),
    select: (accounts) => accounts.some((a) => a.account.kind === 'smtp'),
    enabled,
  })
}
