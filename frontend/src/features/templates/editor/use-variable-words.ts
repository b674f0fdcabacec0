import type { merge } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import type { Variable } from '../state/variables'

/** The variables with their words in the language that is on. */
export function useVariableWords(fields: merge.Field[]): Variable[] {
  const { t, i18n } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  return useMemo(
    () =>
      fields.map((f) => ({
        path: f.path,
        label: say(f.label),
        group: t(`merge.group.${f.group}`),
        sample: f.sample,
      })),
    [fields, i18n.language],
  )
}
