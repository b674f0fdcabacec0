import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

const one = (id: string) => ['sandbox', 'one', id] as const

/** The automation as it is saved. */
export function usePlan(id: string) {
  return useQuery({
    queryKey: ['sequence', 'one', id],
    queryFn: () => backend.GetSequence({ id }),
    meta: { nouns: ['card', 'filter', 'enrolment', 'workspace', 'user', 'template'] },
  })
}

/** A copy at its moment. */
export function useSandbox(id: string) {
  return useQuery({
    queryKey: one(id),
    queryFn: () => backend.GetSandbox({ id }),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

function useKeep() {
  const queries = useQueryClient()
  return (view: api.SandboxView) => queries.setQueryData(one(view.id), view)
}

/** Makes a copy of some cards. */
export function useOpen() {
  const keep = useKeep()
  return useMutation({
    mutationFn: (asked: api.OpenSandboxIn) => backend.OpenSandbox(asked),
    onSuccess: keep,
  })
}

/** Lets time pass on a copy. */
export function useAdvance() {
  const keep = useKeep()
  return useMutation({
    mutationFn: (asked: api.AdvanceSandboxIn) => backend.AdvanceSandbox(asked),
    onSuccess: keep,
  })
}

/** Changes things of a card of a copy, one after the other. */
export function useEditCard(sandbox: string, card: string) {
  const keep = useKeep()
  return useMutation({
    mutationFn: async (changes: readonly [string, unknown][]) => {
      let view: api.SandboxView | undefined
      for (const [part, value] of changes) {
        view = await backend.EditSandboxCard({ id: sandbox, card, part, value })
        keep(view)
      }
      return view
    },
  })
}

/** Throws a copy away. */
export function useClose() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => backend.CloseSandbox({ id }),
    onSettled: (_, __, id) => queries.removeQueries({ queryKey: one(id) }),
  })
}

// Of what happened long ago one sees the numbers on the board.
const most = 500

/** What has happened on a copy, the newest first. */
export function useSandboxRows(view: api.SandboxView, card: string) {
  return useQuery({
    queryKey: ['sandbox', 'rows', view.id, view.now, view.rows, card],
    queryFn: async () => {
      const ask = {
        id: view.id,
        day: '',
        position: 0,
        kind: '',
        outcome: '' as const,
        reason: '',
        sequence: '',
        card,
        q: '',
      }
      const offset = card ? 0 : Math.max(0, view.rows - most)
      const { rows } = await backend.ListSandboxRows({ ...ask, offset, limit: most })
      return [...rows].reverse()
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The text of something that happened on a copy. */
export function useSandboxText(id: string, index: number) {
  return useQuery({
    queryKey: ['sandbox', 'text', id, index],
    queryFn: () => backend.GetSandboxText({ id, index }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
