import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { ApiError, backend } from '@/lib/api/client'
import { followJob } from '@/lib/jobs/follow'

const key = ['surge'] as const

/** The question that a day with far more messages than usual asks, if it is open. */
export function useSurge() {
  return useQuery({
    queryKey: key,
    queryFn: () => backend.GetSurge(),
    meta: { nouns: ['message', 'workspace'] },
  })
}

/** Answers it, and waits until that is done. */
export function useAnswerSurge() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (answer: api.AnswerSurgeIn['answer']) => {
      const job = await backend.AnswerSurge({ answer })
      const end = await followJob(job.id, () => undefined)
      if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
      return end
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
}
