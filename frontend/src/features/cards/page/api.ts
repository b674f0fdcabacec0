import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** What a line of the timeline is of. */
export type LineKind = api.TimelineLine['kind']

// Besides the card, what its page tells of.
const nouns = ['contact', 'enrolment', 'task', 'message', 'sequence', 'tag', 'status']

/** One card with everything on it but its past. */
export function useCard(id: string) {
  return useQuery({
    queryKey: ['card', id],
    queryFn: () => backend.GetCard({ id }),
    meta: { nouns },
    enabled: Boolean(id),
  })
}

/** What happened to a card, page by page, the newest first; no kinds: all. */
export function useTimeline(card: string, kinds: LineKind[]) {
  return useInfiniteQuery({
    queryKey: ['card', card, 'timeline', kinds],
    queryFn: ({ pageParam }) =>
      backend.GetTimeline({ card, kinds, after: pageParam, limit: 50 } as api.TimelineIn),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    meta: { nouns: ['message', 'user'] },
    placeholderData: (old) => old,
  })
}

/** Reads a card again at once: what a person just did must not look as before. */
export function useRefreshCard(id: string) {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['card', id] })
}

/** The automations that a card can be put into by hand. */
export function useActiveSequences(product: string, wanted: boolean) {
  return useQuery({
    queryKey: ['sequence', 'list', product],
    queryFn: () => backend.ListSequences({ product }),
    enabled: wanted,
    select: (rows) => rows.filter((r) => r.sequence.state !== 'inactive'),
  })
}

/** What starting an automation for a card now would do. */
export function useForesight(card: string, sequence: string) {
  return useQuery({
    queryKey: ['sequence', 'foresee', sequence, card],
    queryFn: () => backend.ForeseeStart({ card, sequence }),
    enabled: Boolean(sequence),
    staleTime: 0,
  })
}

/** What people do to a card's automations by hand; each shows the card as it is then. */
export function useCardActions(id: string) {
  const queries = useQueryClient()
  const onSuccess = ({ card }: api.OnCardOut) => {
    queries.setQueryData(['card', id], card)
    void queries.invalidateQueries({ queryKey: ['card', id, 'timeline'] })
  }
  const onEnrolment = (operation: (of: api.EnrolmentIn) => Promise<api.OnCardOut>) => ({
    mutationFn: (enrolment: string) => operation({ id: enrolment }),
    onSuccess,
  })
  return {
    start: useMutation({
      mutationFn: (v: { sequence: string; anyway: boolean }) =>
        backend.StartCard({ sequence: v.sequence, card: id, anyway: v.anyway, step: '' }),
      onSuccess,
    }),
    stop: useMutation(onEnrolment((of) => backend.StopCard(of))),
    skip: useMutation(onEnrolment((of) => backend.SkipStep(of))),
    pause: useMutation(onEnrolment((of) => backend.PauseCard(of))),
    resume: useMutation(onEnrolment((of) => backend.ResumeCard(of))),
  }
}

/** Marks a task of a card done or open. */
export function useTaskDone(card: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (v: { id: string; done: boolean }) => backend.SetTaskDone(v),
    onSettled: () =>
      queries.invalidateQueries({
        predicate: (q) => q.queryKey[0] === 'task' || q.queryKey[1] === card,
      }),
  })
}

/** Writes, pins and deletes the notes of a card. */
export function useNotes(card: string) {
  const onSuccess = useRefreshCard(card)
  return {
    save: useMutation({
      mutationFn: (v: { id: string; text: string }) => backend.SaveNote({ ...v, card }),
      onSuccess,
    }),
    pin: useMutation({
      mutationFn: (v: { id: string; pinned: boolean }) => backend.PinNote(v),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (id: string) => backend.DeleteNote({ id }), onSuccess }),
    restore: useMutation({ mutationFn: (id: string) => backend.RestoreNote({ id }), onSuccess }),
  }
}

/** Deletes the files of a card, and brings them back. */
export function useFiles(card: string) {
  const onSuccess = useRefreshCard(card)
  return {
    remove: useMutation({ mutationFn: (id: string) => backend.DeleteFile({ id }), onSuccess }),
    restore: useMutation({ mutationFn: (id: string) => backend.RestoreFile({ id }), onSuccess }),
  }
}
