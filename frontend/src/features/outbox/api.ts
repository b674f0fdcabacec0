import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'

/** The messages of a view, page by page, newest first. */
export function useMessages(ask: api.MessageFilter) {
  return useInfiniteQuery({
    queryKey: ['message', 'list', ask],
    queryFn: ({ pageParam }) => backend.ListMessages({ ...ask, after: pageParam, limit: 100 }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
    meta: { nouns: ['card'] },
  })
}

/** One message with its text. */
export function useMessage(id: string) {
  return useQuery({
    queryKey: ['message', 'one', id],
    queryFn: () => backend.GetMessage({ id }),
    meta: { nouns: ['card'] },
  })
}

/** Decides messages that wait for a person. */
export function useDecideMessages() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decision: api.DecideMessagesIn) => backend.DecideMessages(decision),
    onError: toastError,
    // what is decided is off the list before the next decision can be made
    onSuccess: () => queries.invalidateQueries({ queryKey: ['message'] }),
  })
}

/** The accounts that stopped or wait, with how many messages wait for them. */
export function useStoppedAccounts() {
  const { data } = useQuery({
    queryKey: ['account', 'stopped'],
    queryFn: () => backend.ListAccounts(),
    meta: { nouns: ['message'] },
  })
  return (data ?? []).filter(({ account }) => account.stopped)
}

/** Lets a stopped account try again. */
export function useResumeAccount() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.ResumeAccount({ id }),
    onError: toastError,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['account'] }),
  })
}
