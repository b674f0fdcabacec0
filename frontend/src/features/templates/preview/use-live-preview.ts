import { useDebouncedValue } from '@mantine/hooks'
import type { api } from '@wails/go/models'
import { useMemo, useRef, useState } from 'react'
import type { Problem } from '@/lib/api/client'
import { useMove, usePreview } from '../api'
import { contentOf, type Draft } from '../state/draft'

/** How the draft looks as a real card. */
export interface LivePreview {
  /** The last answer; undefined while there has been none. */
  answer: api.PreviewTemplateOut | undefined
  /** The last answer that could be shown; while a variable is half typed, the one before. */
  rendered: api.PreviewTemplateOut | undefined
  /** Nothing can be shown: something in the text is wrong, and it was never right. */
  wrong: boolean
  /** What is shown is of an earlier draft. */
  stale: boolean
  /** An answer is on its way. */
  waiting: boolean
  error: unknown
  problems: Problem[]
  /** Shows the next card (1) or the one before (-1). */
  move: (by: 1 | -1) => void
  /** Shows a card. */
  show: (card: string) => void
}

const pause = 250

/** Whether it keeps the text from being shown: what is not written yet does not. */
function isWrong({ key }: Problem): boolean {
  return key !== 'document.no_subject' && key !== 'document.no_body'
}

/** Asks how the draft looks, a moment after the last edit; an answer to an earlier draft is dropped. */
export function useLivePreview(product: string, draft: Draft): LivePreview {
  const [card, setCard] = useState('')
  const now = useMemo(() => ({ kind: draft.kind, content: contentOf(draft) }), [draft])
  const [settled] = useDebouncedValue(now, pause)
  const asked = { product, ...settled, card, move: 0 }
  const preview = usePreview(asked)
  const next = useMove()
  const answer = preview.data
  const last = useRef<{ kind: string; answer: api.PreviewTemplateOut }>(undefined)
  const fresh = answer && !preview.isPlaceholderData
  if (fresh && answer.problems.length === 0) last.current = { kind: settled.kind, answer }
  const waiting = now !== settled || preview.isPlaceholderData
  const wrong = answer?.problems.some(isWrong) ?? false
  const showsLast = Boolean(wrong && last.current)
  const before = last.current?.kind === draft.kind ? last.current.answer : undefined
  return {
    answer,
    rendered: showsLast ? before : answer,
    wrong: wrong && !last.current,
    stale: waiting || showsLast,
    waiting,
    error: preview.isPlaceholderData ? undefined : preview.error,
    problems: fresh && now === settled ? answer.problems : [],
    show: setCard,
    move: (by) =>
      next.mutate(
        { ...asked, card: answer?.card ?? card, move: by },
        { onSuccess: (moved) => moved.card && setCard(moved.card) },
      ),
  }
}
