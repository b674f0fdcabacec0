import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const key = ['token']

/** The tokens that I may see, and what a new one may be good for. */
export function useTokens() {
  return useQuery({
    queryKey: key,
    queryFn: () => backend.ListTokens(),
    meta: { nouns: ['user'] },
  })
}

function useTokenChange<In, Out>(run: (input: In) => Promise<Out>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Makes a token; the answer holds its secret, this one time. */
export const useAddToken = () => useTokenChange((input: api.AddTokenIn) => backend.AddToken(input))

/** Makes a token good for nothing. */
export const useRevokeToken = () => useTokenChange((id: string) => backend.RevokeToken({ id }))
