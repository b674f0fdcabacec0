import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '@/lib/workspace/workspace'

/** Words as the form's page says them: in the form's language, else in the reader's. */
export function usePageWords(
  language: string,
): (key: string, args?: Record<string, unknown>) => string {
  const { i18n } = useTranslation()
  const business = useWorkspace().workspace.name
  const shown = language || i18n.language
  return useCallback(
    (key, args) => i18n.getFixedT(shown)(key, { business, ...args }),
    [i18n, shown, business],
  )
}

/** Our own words beside the box, which say so where opens and clicks are counted. */
export function useConsentWords(language: string): string {
  const page = usePageWords(language)
  const { trackOpens, trackClicks } = useWorkspace().workspace
  return page(trackOpens || trackClicks ? 'form.page.consent_tracked' : 'form.page.consent')
}
