import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { pageKey, type RowPage, type Source } from '@/lib/rows/use-pages'

const nouns = ['contact', 'enrolment', 'filter', 'product', 'sequence', 'tag']

/** Count and sum of every status. */
export function useBoardTotals(board: api.BoardIn) {
  return useQuery({
    queryKey: totalsKey(board),
    queryFn: () => backend.BoardTotals(board),
    meta: { nouns },
    placeholderData: (old) => old,
  })
}

const totalsKey = (board: api.BoardIn) => ['card', 'board', board, 'totals']
const columnKey = (board: api.BoardIn, status: string) => ['card', 'board', board, status]

/** The cards of one status, those that came last first. */
export function columnSource(board: api.BoardIn, status: string): Source<api.BoardCard> {
  return {
    key: columnKey(board, status),
    read: (start) => backend.ListBoard({ board, status, ...start }),
    nouns,
  }
}

/**
 * Shows a card in another column before the backend has answered. What it returns puts everything back
 * as it was.
 */
export function showMoved(
  queries: QueryClient,
  board: api.BoardIn,
  card: api.BoardCard,
  to: string,
): () => void {
  const touched = [
    ...queries.getQueriesData<Page>({ queryKey: columnKey(board, card.status) }),
    ...queries.getQueriesData<Page>({ queryKey: columnKey(board, to) }),
  ]
  const totals = queries.getQueryData<api.BoardTotalsOut>(totalsKey(board))
  takeOut(queries, board, card.status, card.id)
  queries.setQueryData<Page>(pageKey(columnKey(board, to), 0), (old) => ({
    rows: [{ ...card, status: to }, ...(old?.rows ?? [])],
    next: old?.next ?? '',
  }))
  queries.setQueryData<api.BoardTotalsOut>(totalsKey(board), (old) => moveTotal(old, card, to))
  return () => {
    for (const [key, data] of touched) queries.setQueryData(key, data)
    queries.setQueryData(totalsKey(board), totals)
  }
}

type Page = RowPage<api.BoardCard>

/** Shows a card as the backend answered. */
export function showCard(queries: QueryClient, board: api.BoardIn, card: api.BoardCard) {
  queries.setQueriesData<Page>({ queryKey: columnKey(board, card.status) }, (old) =>
    old ? { ...old, rows: old.rows.map((r) => (r.id === card.id ? card : r)) } : old,
  )
}

function takeOut(queries: QueryClient, board: api.BoardIn, status: string, id: string) {
  queries.setQueriesData<Page>({ queryKey: columnKey(board, status) }, (old) =>
    old ? { ...old, rows: old.rows.filter((r) => r.id !== id) } : old,
  )
}

/** Count and sum after a card went from its status to another. */
export function moveTotal(
  totals: api.BoardTotalsOut | undefined,
  card: Pick<api.BoardCard, 'status' | 'amount'>,
  to: string,
): api.BoardTotalsOut | undefined {
  if (!totals) return totals
  const amount = card.amount ?? 0
  const by = (sign: number, c: api.BoardTotal) => ({
    ...c,
    count: c.count + sign,
    sum: c.sum + sign * amount,
  })
  return {
    columns: totals.columns.map((c) => {
      if (c.status === card.status) return by(-1, c)
      return c.status === to ? by(1, c) : c
    }),
  }
}
