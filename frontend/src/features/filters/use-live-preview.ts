import { useDebouncedValue } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import type { api, crm, filter } from '@wails/go/models'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { type Advice, adviceOf, usePreview } from './api'
import { type Form, unfinished } from './state/form'
import { allRows } from './state/places'
import { byKey, problemsByKey, toTree } from './state/tree'

/** What the draft means now, as far as it is finished. */
export interface LivePreview {
  /** What is asked about: the draft without its unfinished rows. */
  tree: crm.Group
  /** The last answer; undefined while there has been none, and where nothing is asked. */
  answer: api.PreviewFilterOut | undefined
  /** The answer is of an earlier draft, or on its way. */
  stale: boolean
  /** Nobody asks any more: a person stopped it. */
  stopped: boolean
  error: unknown
  /** Rows that still wait for a choice or a value and are not counted. */
  unfinished: number
  /** There is nothing to count yet. */
  empty: boolean
  /** Nobody has chosen anything. */
  blank: boolean
  /** What is wrong, worth knowing, and meant, by the key of the row or group; "" holds the rest. */
  problems: Map<string, Problem[]>
  advice: Map<string, Advice[]>
  words: Map<string, string>
  /** Gives up the count that is under way; the next edit asks again. */
  stop: () => void
  /** Asks again what was given up. */
  again: () => void
  /** Asks again what could not be answered. */
  retry: () => void
}

interface Asked {
  tree: crm.Group
  places: Map<string, string>
}

const pause = 250
const nothing: never[] = []

/**
 * Asks what the draft matches, a moment after the last edit; a request for an earlier draft is given
 * up. Unfinished rows are left out until `whole`.
 */
export function useLivePreview(
  product: string,
  form: Form,
  subjects: filter.Subject[],
  whole: boolean,
): LivePreview {
  const queries = useQueryClient()
  const { i18n } = useTranslation()
  const { required, optional } = form
  // The name is not asked about: typing it asks nothing.
  const now = useMemo<Asked>(() => {
    const lists = { name: '', required, optional }
    return toTree(lists, subjects, (row) => whole || !unfinished(row, subjects))
  }, [required, optional, subjects, whole])
  const [asked] = useDebouncedValue(now, pause)
  const [givenUp, setGivenUp] = useState<Asked>()
  const empty = asked.tree.conditions.length + asked.tree.groups.length === 0
  const stopped = givenUp === asked
  const preview = usePreview(product, empty ? undefined : asked.tree, stopped)
  const fresh = !empty && !preview.isPlaceholderData ? preview.data : undefined
  const said = empty ? undefined : preview.data
  const problems = useMemo(
    () => problemsByKey(fresh?.problems ?? nothing, asked.places),
    [fresh, asked.places],
  )
  const advice = useMemo(
    () => byKey(adviceOf(fresh), (one) => one.paths, asked.places),
    [fresh, asked.places],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const words = useMemo(() => {
    const found = new Map<string, string>()
    for (const one of fresh?.each ?? nothing) {
      const key = asked.places.get(one.path)
      if (key) found.set(key, say(one.say))
    }
    return found
  }, [fresh, asked.places, i18n.language])
  const kept = useLast(words, fresh !== undefined || empty)
  return {
    tree: asked.tree,
    answer: said,
    stale: !stopped && (now !== asked || preview.isPlaceholderData || preview.isLoading),
    stopped,
    error: preview.isPlaceholderData ? undefined : preview.error,
    unfinished: allRows(form).filter((row) => unfinished(row, subjects)).length,
    empty,
    blank: allRows(form).every((row) => row.subject === ''),
    problems,
    advice,
    words: kept,
    stop: () => {
      setGivenUp(asked)
      void queries.cancelQueries({ queryKey: ['filter', 'preview', product, asked.tree] })
    },
    again: () => setGivenUp(undefined),
    retry: () => void preview.refetch(),
  }
}

// The words of the last answer stay under their conditions until the next one is there.
function useLast<T>(value: T, take: boolean): T {
  const [last, setLast] = useState(value)
  if (take && last !== value) setLast(value)
  return take ? value : last
}
