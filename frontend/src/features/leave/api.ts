import { useMutation, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** What closing the window means now; asking tells the window that the page asks the person. */
export function useLeaving(asked: number) {
  return useQuery({
    queryKey: ['leaving', asked],
    queryFn: () => backend.GetLeaving(),
    enabled: asked > 0,
    gcTime: 0,
    meta: { nouns: ['sequence'] },
  })
}

/** Takes the window away or ends the program. */
export const useLeave = () =>
  useMutation({ mutationFn: (input: api.LeaveIn) => backend.Leave(input) })
