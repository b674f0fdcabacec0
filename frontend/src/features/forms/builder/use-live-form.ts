import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { usePreviewForm } from '../api'
import type { FormState } from '../state/form-state'
import { payloadOf } from '../state/payload'

const none: Problem[] = []

/** How the page of the draft looks, and what is wrong with it, a moment after the last change. */
export function useLiveForm(product: string, state: FormState, checking: boolean) {
  const { i18n } = useTranslation()
  const [shown, show] = useState(false)
  const [language, setLanguage] = useState(i18n.language)
  const { id, revision, draft } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: nothing else of the state is in the payload
  const now = useMemo(() => payloadOf(product, state), [product, id, revision, draft])
  const [form] = useDebouncedValue(now, 300)
  const asked = usePreviewForm(form, language, shown || checking)
  const { data, isPlaceholderData, error, refetch } = asked
  // What is said of the fields is meant by their places: it holds as long as they stand as they stood.
  const places = (of: typeof now) => of.fields.map(({ source }) => source).join(' ')
  const known = useRef({ places: '', problems: none })
  if (data && !isPlaceholderData) known.current = { places: places(form), problems: data.problems }
  const problems = known.current.places === places(now) ? known.current.problems : none
  return {
    html: data?.html,
    error: data ? undefined : error,
    refetch,
    problems,
    show,
    language,
    setLanguage,
  }
}

export type LiveForm = ReturnType<typeof useLiveForm>
