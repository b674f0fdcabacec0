import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { pageQuery } from '@/lib/rows/use-pages'
import { listSource, useCardCount } from '../api'
import type { Ask } from '../view'
import type { ListColumn } from './columns'

/** What the list shows while it may be asked for something else already. */
export interface Shown {
  ask: Ask
  columns: ListColumn[]
  /** How many cards there are, as far as it is known yet. */
  count: number
  /** The count is the true one. */
  counted: boolean
}

/** The keys of the fields among the columns, in one order. */
export function fieldsOf(columns: readonly ListColumn[]): string[] {
  return columns
    .filter((c) => c.field)
    .map((c) => c.key)
    .sort()
}

/**
 * Shows the list that was there until the first rows of the next one have come; the count follows the
 * rows. `usual`: no view and no columns are chosen.
 */
export function useShown(ask: Ask, columns: ListColumn[], usual: boolean) {
  const queries = useQueryClient()
  const source = useMemo(() => listSource(ask, fieldsOf(columns), 0), [ask, columns])
  // The usual columns are none of fields, so their rows need not wait for the columns.
  const first = useQuery({ ...pageQuery(queries, source, 0), enabled: usual || columns.length > 0 })
  const total = useCardCount(ask, first.isSuccess)
  const shown = useRef<Shown>(undefined)
  if (first.data && columns.length > 0) {
    const rows = first.data.rows.length
    const whole = !first.data.next
    const count = whole ? rows : (total.data?.count ?? rows)
    shown.current = { ask, columns, count, counted: whole || total.isSuccess }
  }
  return {
    shown: shown.current,
    /** Other rows are on their way. */
    stale: shown.current?.ask !== ask && !first.error,
    error: first.error,
    retry: () => void first.refetch(),
  }
}
