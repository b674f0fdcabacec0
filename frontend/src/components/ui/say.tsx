import { useTranslation } from 'react-i18next'
import type { Phrase } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'

/** A phrase of the backend as a sentence in the reader's language. */
export function Say({ of }: { of: Phrase }) {
  useTranslation() // renders again when the language changes
  return <>{say(of)}</>
}
