import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { askOf, type CardsView } from './view'

const pageSize = 100

/** The cards of a view, page by page. */
export function useCards(product: string, view: CardsView) {
  const ask = askOf(product, view)
  return useInfiniteQuery({
    queryKey: ['card', 'list', ask],
    queryFn: ({ pageParam }) => backend.ListCards({ ...ask, after: pageParam, limit: pageSize }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    meta: { nouns: ['contact', 'enrolment', 'filter', 'status'] },
    placeholderData: keepPreviousData,
  })
}

/** One card with everything on it. */
export function useCard(id: string) {
  return useQuery({
    queryKey: ['card', id],
    queryFn: () => backend.GetCard({ id }),
    meta: { nouns: ['contact', 'enrolment', 'task', 'message', 'activity', 'sequence'] },
    enabled: Boolean(id),
  })
}

/** Creates or changes a card. */
export function useSaveCard() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (card: api.SaveCardIn) => backend.SaveCard(card),
    onSuccess: ({ card }) => {
      queries.setQueryData(['card', card.card.id], card)
      void queries.invalidateQueries({ queryKey: ['card', 'list'] })
    },
  })
}

/** Deletes cards; `restore` brings them back, without their automations. */
export function useDeleteCards() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['card'] })
  return {
    remove: useMutation({
      mutationFn: (ids: string[]) => backend.DeleteCards({ ids }),
      onSettled: refresh,
    }),
    restore: useMutation({
      mutationFn: (ids: string[]) => backend.RestoreCards({ ids }),
      onSettled: refresh,
    }),
  }
}

/** The saved filters, offered as views of the list. */
export function useFilters(product: string) {
  return useQuery({
    queryKey: ['filter', 'list', product],
    queryFn: () => backend.ListFilters({ product }),
    meta: { nouns: ['card', 'sequence'] },
  })
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

/** What people do to a card's automations and tasks by hand; each answers with the card as it is then. */
export function useCardActions(id: string) {
  const queries = useQueryClient()
  const show = (card: api.CardView) => queries.setQueryData(['card', id], card)
  return {
    start: useMutation({
      mutationFn: (v: { sequence: string; anyway: boolean }) =>
        backend.StartCard({ sequence: v.sequence, card: id, anyway: v.anyway }),
      onSuccess: show,
    }),
    stop: useMutation({
      mutationFn: (enrolment: string) => backend.StopCard({ id: enrolment }),
      onSuccess: show,
    }),
    skip: useMutation({
      mutationFn: (enrolment: string) => backend.SkipStep({ id: enrolment }),
      onSuccess: show,
    }),
    taskDone: useMutation({
      mutationFn: (v: { id: string; done: boolean }) => backend.SetTaskDone(v),
      onSettled: () =>
        queries.invalidateQueries({
          predicate: (q) => q.queryKey[0] === 'task' || q.queryKey[1] === id,
        }),
    }),
  }
}
