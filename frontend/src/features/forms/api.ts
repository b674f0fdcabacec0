import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { backend } from '@/lib/api/client'
import type { Form, FormOut, SubmissionState } from './contract'

const pageSize = 100

const oneKey = (id: string) => ['form', 'one', id] as const

/** A product's forms with their numbers. */
export function useForms(product: string) {
  return useQuery({
    queryKey: ['form', 'list', product],
    queryFn: () => backend.ListForms({ product }),
    meta: { nouns: ['submission', 'sequence', 'filter', 'card', 'workspace'] },
  })
}

/** One form with what it can ask for; without an id, what a new one begins with. */
export function useForm(id: string, product: string) {
  return useQuery({
    queryKey: id ? oneKey(id) : ['form', 'new', product],
    queryFn: () => backend.GetForm({ id, product }),
    meta: { nouns: ['sequence', 'filter', 'product', 'field', 'tag', 'workspace', 'account'] },
  })
}

/** Reads a form again; resolves to what is saved now. */
export function useReadForm() {
  const queries = useQueryClient()
  return async (id: string): Promise<FormOut> => {
    const out = await backend.GetForm({ id, product: '' })
    queries.setQueryData(oneKey(id), out)
    return out
  }
}

/** Makes a form or replaces it. */
export function useSaveForm() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (form: Form) => backend.SaveForm(form),
    onSuccess: (out) => keep(queries, out),
  })
}

/** Makes a copy, which takes nothing before it is switched on. */
export function useCopyForm() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.CopyForm({ id }),
    onSuccess: (out) => keep(queries, out),
  })
}

/** Deletes a form that nothing names, with what was sent in by it. */
export function useDeleteForm() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.DeleteForm({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['form', 'list'] }),
  })
}

/** How the page of a draft looks, and what is wrong with it. The last answer stays until the next one is there. */
export function usePreviewForm(form: Form, language: string, on: boolean) {
  return useQuery({
    queryKey: ['form', 'preview', form, language],
    queryFn: () => backend.PreviewForm({ form, language }),
    enabled: on,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    meta: { nouns: ['product', 'field', 'tag', 'workspace'] },
  })
}

/** What a website takes to show the form. */
export function useSnippet(id: string, language: string) {
  return useQuery({
    queryKey: ['form', 'snippet', id, language],
    queryFn: () => backend.FormSnippet({ id, language }),
    placeholderData: keepPreviousData,
    meta: { nouns: ['workspace', 'product', 'field'] },
  })
}

/** The numbers of a form, in total and by day. */
export function useNumbers(id: string, days: number) {
  return useQuery({
    queryKey: ['form', 'numbers', id, days],
    queryFn: () => backend.FormStatistics({ id, days }),
    placeholderData: keepPreviousData,
    meta: { nouns: ['submission', 'card'] },
  })
}

/** What was sent in by a form, page by page, the newest first. */
export function useSubmissions(form: string, state: SubmissionState | '') {
  return useInfiniteQuery({
    queryKey: ['submission', 'list', form, state],
    queryFn: ({ pageParam }) =>
      backend.ListSubmissions({ form, state, before: pageParam, limit: pageSize }),
    initialPageParam: '',
    getNextPageParam: ({ rows }) =>
      rows.length < pageSize ? undefined : rows.at(-1)?.submission.id,
    meta: { nouns: ['form', 'card'] },
  })
}

/** Lets what was kept apart make its cards, or throws it away. */
export function useDecideSubmissions(way: 'accept' | 'discard') {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (ids: string[]) =>
      way === 'accept' ? backend.AcceptSubmissions({ ids }) : backend.DiscardSubmissions({ ids }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['submission'] })
      void queries.invalidateQueries({ queryKey: ['form'] })
    },
  })
}

/** The product's filters, each with the automations that use it. */
export function useFilters(product: string) {
  return useQuery({
    queryKey: ['filter', 'list', product],
    queryFn: () => backend.ListFilters({ product }),
    meta: { nouns: ['sequence', 'card'] },
  })
}

function keep(queries: QueryClient, out: FormOut) {
  queries.setQueryData(oneKey(out.row.form.id), out)
  void queries.invalidateQueries({ queryKey: ['form', 'list'] })
}
