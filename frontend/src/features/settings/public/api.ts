import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** Where clients find forms, links and the page for unsubscribing. */
export function usePublicSide() {
  return useQuery({
    queryKey: ['public', 'side'],
    queryFn: () => backend.GetPublicSide(),
    meta: { nouns: ['workspace'] },
  })
}

/** Changes it; listening begins and ends by itself. */
export function useSavePublicSide() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (asked: api.SavePublicSideIn) => backend.SavePublicSide(asked),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['public'] }),
  })
}

/** Asks whether the public address leads to this program. */
export const useTryPublic = () => useMutation({ mutationFn: () => backend.TryPublic() })
