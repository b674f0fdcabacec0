import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** What the kept tests of an automation come to; they run when they are looked at and what they test changes. */
export function useTests(sequence: string) {
  return useQuery({
    queryKey: ['sandbox', 'tests', sequence],
    queryFn: () => backend.RunSequenceTests({ id: sequence }),
    meta: { nouns: ['sequence', 'filter', 'template'] },
  })
}

/** Keeps what a copy did as a test. */
export function useKeepTest(sequence: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (asked: api.KeepSandboxIn) => backend.KeepSandbox(asked),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sandbox', 'tests', sequence] }),
  })
}

/** Deletes a kept test. */
export function useDeleteTest(sequence: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.DeleteSequenceTest({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sandbox', 'tests', sequence] }),
  })
}
