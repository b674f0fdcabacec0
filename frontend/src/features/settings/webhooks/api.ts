import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const key = ['webhook']

/** The webhooks, what can be told, and what may be reached inside. */
export function useWebhooks() {
  return useQuery({
    queryKey: [...key, 'list'],
    queryFn: () => backend.ListWebhooks(),
    meta: { nouns: ['call', 'workspace', 'sequence'] },
  })
}

function useWebhookChange<In, Out>(run: (input: In) => Promise<Out>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Saves a webhook; the answer to a new one holds its secret, this one time. */
export const useSaveWebhook = () =>
  useWebhookChange((input: api.SaveWebhookIn) => backend.SaveWebhook(input))

/** Takes a webhook and its log away. */
export const useDeleteWebhook = () =>
  useWebhookChange((id: string) => backend.DeleteWebhook({ id }))

/** Says what may be reached inside one's own network. */
export const useSaveReachable = () =>
  useWebhookChange((hosts: string[]) => backend.SaveReachable({ hosts }))

/** Sends again what failed or was held; without ids all of it. */
export const useResendCalls = () =>
  useWebhookChange((input: api.ResendCallsIn) => backend.ResendCalls(input))

/** Sends a try to an address, saved or not. */
export function useTestWebhook() {
  return useMutation({ mutationFn: (input: api.SaveWebhookIn) => backend.TestWebhook(input) })
}

/** The log of a webhook in pages, the newest first. */
export function useCalls(webhook: string, state: api.CallsIn['state']) {
  return useInfiniteQuery({
    queryKey: [...key, 'calls', webhook, state],
    queryFn: ({ pageParam }) => backend.ListCalls({ webhook, state, behind: pageParam, limit: 0 }),
    initialPageParam: '',
    getNextPageParam: (last) => (last.more ? last.rows.at(-1)?.call.id : undefined),
    meta: { nouns: ['call'] },
  })
}
