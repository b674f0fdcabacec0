import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { toApiError } from '@/lib/api/client'
import type { Slice } from './scaled-scroll'

/** Where a page begins: behind the last row of the page before, or so many rows from the top. */
export interface PageStart {
  after: string
  offset: number
  limit: number
}

/** A page of rows, and the cursor that leads on. */
export interface RowPage<Row> {
  rows: Row[]
  next: string
}

/** A list that is read page by page, from anywhere. */
export interface Source<Row> {
  /** The queries' key; its first part is the noun. The page's number is added. */
  key: readonly unknown[]
  read: (start: PageStart) => Promise<RowPage<Row>>
  /** What else the rows depend on. */
  nouns: string[]
}

/** How many rows a page has. */
export const pageSize = 100

// While somebody rushes through the list, pages are asked for only so often (milliseconds).
const pause = 120
// A page out of sight is dropped after this time (milliseconds).
const forget = 10_000

/** The key of one page. */
export const pageKey = (key: readonly unknown[], page: number) => [...key, 'page', page]

/** How a page is asked for. It follows the page before by its cursor where that is fresh. */
export function pageQuery<Row>(queries: QueryClient, source: Source<Row>, page: number) {
  return {
    queryKey: pageKey(source.key, page),
    queryFn: () => {
      const before = queries.getQueryState<RowPage<Row>>(pageKey(source.key, page - 1))
      const fresh = before?.data?.next && !before.isInvalidated && before.fetchStatus === 'idle'
      return source.read(
        fresh
          ? { after: before.data?.next ?? '', offset: 0, limit: pageSize }
          : { after: '', offset: page * pageSize, limit: pageSize },
      )
    },
    gcTime: forget,
    meta: { nouns: source.nouns },
  }
}

// Rows that are asked for before they are needed, on both sides.
const ahead = 40

/** The rows of a list of `count` around those that are drawn; far ones are dropped again. */
export function usePages<Row>(source: Source<Row>, drawn: Slice, count: number) {
  const queries = useQueryClient()
  const pageOf = (row: number) =>
    Math.floor(Math.min(Math.max(row, 0), Math.max(count - 1, 0)) / pageSize)
  const [from, to] = useCalm(pageOf(drawn.first - ahead), pageOf(drawn.end + ahead))
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const results = useQueries({
    queries: numbers.map((n) => pageQuery(queries, source, n)),
  })
  const pages = new Map<number, RowPage<Row> | undefined>()
  numbers.forEach((n, i) => {
    pages.set(n, results[i]?.data)
  })
  const at = (index: number): Row | undefined => {
    const n = Math.floor(index / pageSize)
    // While rushing back, what was seen a moment ago is still there.
    if (!pages.has(n)) pages.set(n, queries.getQueryData(pageKey(source.key, n)))
    return pages.get(n)?.rows[index % pageSize]
  }
  const failed = results.find((r) => r.error)
  return {
    at,
    error: failed?.error ? toApiError(failed.error) : undefined,
    retry: () => void failed?.refetch(),
    waiting: results.some((r) => r.isPending),
  }
}

/** The pages to ask for: at once after a rest, only so often while they rush by, and one ahead. */
function useCalm(from: number, to: number): [number, number] {
  const [calm, setCalm] = useState<[number, number]>([from, to])
  const last = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, last.current + pause - performance.now())
    const set = () => {
      last.current = performance.now()
      setCalm((old) => (old[0] === from && old[1] === to ? old : [from, to]))
    }
    const timer = setTimeout(set, wait)
    return () => clearTimeout(timer)
  }, [from, to])
  return calm
}

/** All ids of a range of rows, also of those that are not loaded. */
export function useIdsOf<Row extends { id: string }>(source: Source<Row>) {
  const queries = useQueryClient()
  const now = useMemo(() => source, [source])
  return useCallback(
    async (from: number, to: number): Promise<string[]> => {
      const ids: string[] = []
      for (let n = Math.floor(from / pageSize); n <= Math.floor(to / pageSize); n++) {
        const page = await queries.fetchQuery({ ...pageQuery(queries, now, n), staleTime: 30_000 })
        page.rows.forEach((row, i) => {
          const index = n * pageSize + i
          if (index >= from && index <= to) ids.push(row.id)
        })
      }
      return ids
    },
    [queries, now],
  )
}
