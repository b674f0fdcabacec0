import { useDebouncedValue } from '@mantine/hooks'
import type { api, crm, filter } from '@wails/go/models'
import { useMemo } from 'react'
import type { Problem } from '@/lib/api/client'
import { usePreview } from './api'
import { type Form, unfinished } from './state/form'
import { problemsByKey, toTree } from './state/tree'

/** What the draft means now, as far as it is finished. */
export interface LivePreview {
  /** The last answer; undefined while there has been none, and where nothing is asked. */
  answer: api.PreviewFilterOut | undefined
  /** The answer is of an earlier draft, or on its way. */
  stale: boolean
  error: unknown
  /** Rows that still wait for a choice or a value and are not counted. */
  unfinished: number
  /** There is nothing to count yet. */
  empty: boolean
  /** What is wrong, by the key of the row or group; "" holds the rest. */
  problems: Map<string, Problem[]>
}

interface Asked {
  tree: crm.Group
  places: Map<string, string>
}

const pause = 250

/**
 * Asks what the draft matches, a moment after the last edit; an answer to an
 * earlier draft is dropped. Unfinished rows are left out until `whole`.
 */
export function useLivePreview(
  product: string,
  form: Form,
  subjects: filter.Subject[],
  whole: boolean,
): LivePreview {
  const { required, optional, kept } = form
  // The name is not asked about: typing it asks nothing.
  const now = useMemo<Asked>(() => {
    const rows = { name: '', required, optional, kept }
    return toTree(rows, subjects, (row) => whole || !unfinished(row, subjects))
  }, [required, optional, kept, subjects, whole])
  const [asked] = useDebouncedValue(now, pause)
  const empty = asked.tree.conditions.length + asked.tree.groups.length === 0
  const preview = usePreview(product, empty ? undefined : asked.tree)
  const fresh = !empty && !preview.isPlaceholderData ? preview.data : undefined
  const problems = useMemo(
    () => problemsByKey(fresh?.problems ?? [], asked.places),
    [fresh, asked.places],
  )
  const waiting = [...required, ...optional].filter((row) => unfinished(row, subjects)).length
  return {
    answer: empty ? undefined : preview.data,
    stale: now !== asked || preview.isPlaceholderData,
    error: preview.isPlaceholderData ? undefined : preview.error,
    unfinished: waiting,
    empty,
    problems,
  }
}
