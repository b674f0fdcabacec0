import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import type { Ask } from './view'

const pageSize = 100

/** The clients of a list, page by page. */
export function useContacts(ask: Ask) {
  return useInfiniteQuery({
    queryKey: ['contact', 'list', ask],
    queryFn: ({ pageParam }) => backend.ListContacts({ ...ask, after: pageParam, limit: pageSize }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
    meta: { nouns: ['card', 'tag'] },
  })
}

/** How many clients a list has. */
export function useContactCount(ask: Ask) {
  return useQuery({
    queryKey: ['contact', 'count', ask],
    queryFn: () => backend.CountContacts({ ...ask, after: '', limit: 0 }),
    placeholderData: keepPreviousData,
  })
}

/** A client with everything around it. */
export function useContact(id: string) {
  return useQuery({
    queryKey: ['contact', 'one', id],
    queryFn: () => backend.GetContact({ id }),
    enabled: Boolean(id),
    meta: { nouns: ['card', 'message', 'duplicate', 'status', 'suppression'] },
  })
}

/** Companies whose names begin as typed, for a field. */
export function useCompanies(search: string) {
  return useQuery({
    queryKey: ['contact', 'companies', search],
    queryFn: () =>
      backend.ListContacts({
        kind: 'company',
        company: '',
        tags: [],
        search,
        sort: 'name',
        desc: false,
        after: '',
        limit: 20,
      }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

const related = ['contact', 'card', 'duplicate', 'tag', 'message', 'task']

/** Makes what an operation on clients changed old at once, before its events come. */
function useFresh() {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({ predicate: (q) => related.includes(String(q.queryKey[0])) })
}

/** Adds or changes a client. */
export function useSaveContact() {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (contact: api.SaveContactIn) => backend.SaveContact(contact),
    onSuccess: fresh,
  })
}

/** Deletes a client that no card needs. */
export function useDeleteContact() {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (id: string) => backend.DeleteContact({ id }),
    onSuccess: fresh,
  })
}

/** Notes what a person said about messages to an address. */
export function useSetConsent() {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (said: api.SetConsentIn) => backend.SetConsent(said),
    onSuccess: fresh,
  })
}

/** What the last look for duplicates found. */
export function useDuplicates() {
  return useInfiniteQuery({
    queryKey: ['duplicate', 'list'],
    queryFn: ({ pageParam }) => backend.ListDuplicates({ after: pageParam, limit: 30 }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    meta: { nouns: ['contact'] },
  })
}

/** Remembers that clients are not one. */
export function useNotDuplicates() {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (ids: string[]) => backend.NotDuplicates({ ids }),
    onSuccess: fresh,
  })
}

/** What a merge would come to. */
export function useMergePreview(order: api.MergeIn) {
  return useQuery({
    queryKey: ['contact', 'merge', order],
    queryFn: () => backend.PreviewMerge(order),
    enabled: order.others.length > 0,
    placeholderData: keepPreviousData,
    meta: { nouns: ['card'] },
  })
}

/** Makes several clients one. What is shown of the others is old only once the page has been left. */
export function useMerge() {
  const fresh = useFresh()
  return useMutation({
    mutationFn: (order: api.MergeIn) => backend.MergeContacts(order),
    onSettled: () => void setTimeout(() => void fresh(), 0),
  })
}

/** What erasing a person would take away. */
export function useErasePlan(id: string) {
  return useQuery({
    queryKey: ['contact', 'erase', id],
    queryFn: () => backend.PreviewErase({ id }),
    staleTime: 0,
    gcTime: 0,
  })
}
