import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** Why nothing runs by itself, as the backend names it. */
export type Reason = api.ResumeIn['reason']

/** Why nothing runs by itself now, the oldest reason first. */
export function useStandstills() {
  return useQuery({
    queryKey: ['standstill'],
    queryFn: () => backend.ListStandstills(),
    meta: { nouns: ['standstill', 'message', 'workspace'] },
  })
}

/** What the computer's clock says, and how much is held. */
export function useNow() {
  return useQuery({
    queryKey: ['status'],
    queryFn: () => backend.GetStatus(),
    meta: { nouns: ['message', 'enrolment', 'sequence', 'account', 'task', 'workspace', 'engine'] },
  })
}

/** Lets everything run again, as far as this reason goes. */
export function useResume() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (reason: Reason) => backend.Resume({ reason }),
    onSettled: () => queries.invalidateQueries(),
  })
}

/** Says whether the data folder was moved here or is a copy. */
export function useAnswerMoved() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (answer: api.MovedIn['answer']) => backend.AnswerMoved({ answer }),
    onSettled: () => queries.invalidateQueries(),
  })
}

/** Makes a damaged database anew; afterwards every page starts anew. */
export function useRepair() {
  return useMutation({ mutationFn: () => backend.RepairDatabase() })
}
