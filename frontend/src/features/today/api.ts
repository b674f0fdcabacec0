import { useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** What the automations did today and will do, by hour. */
export function useToday() {
  return useQuery({
    queryKey: ['today'],
    queryFn: () => backend.GetToday(),
    meta: { nouns: ['enrolment', 'sequence', 'message', 'workspace'] },
    refetchInterval: 60_000,
  })
}

/** The steps behind one of today's numbers. */
export function useTodaySteps(ask: api.ListTodayStepsIn | undefined) {
  return useQuery({
    queryKey: ['today', 'steps', ask],
    queryFn: () => backend.ListTodaySteps(ask as api.ListTodayStepsIn),
    enabled: ask !== undefined,
    meta: { nouns: ['enrolment', 'card'] },
  })
}
