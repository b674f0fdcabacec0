import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { handOver } from '@/lib/files/files'

/** What an automation did in the last so many days; 0 for all. */
export function useReport(id: string, days: number) {
  return useQuery({
    queryKey: ['sequence', 'report', id, days],
    queryFn: () => backend.GetSequenceReport({ id, days }),
    placeholderData: keepPreviousData,
    meta: { nouns: ['enrolment', 'message', 'card', 'product', 'template'] },
  })
}

/** What came of the automation's messages in the last 90 days. */
export function useHits(id: string) {
  return useQuery({
    queryKey: ['sequence', 'hits', id],
    queryFn: () => backend.GetHits({ id }),
    meta: { nouns: ['message', 'workspace', 'template'] },
  })
}

/** Chooses what the automation is for; its errors are shown in the form. */
export function useSetGoal() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (goal: api.SetSequenceGoalIn) => backend.SetSequenceGoal(goal),
    onSuccess: (_, { id }) => queries.invalidateQueries({ queryKey: ['sequence', 'report', id] }),
  })
}

/** Gives the report as a file; resolves to where the window saved it. */
export function useExport() {
  return useMutation({
    mutationFn: async (asked: api.ReportIn) => handOver(await backend.ExportSequenceReport(asked)),
  })
}
