import type { merge } from '@wails/go/models'
import { useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { useProduct } from '@/lib/workspace/workspace'
import { useSamples } from './api'
import { ShownCard } from './shown-card'
import { recentVariables } from './state/recent'
import { findVariables, type VariableGroup, withRecent } from './state/variables'

interface VariableGroups {
  groups: VariableGroup[]
  /** The card whose values are shown; "" where they are samples. */
  cardName: string
}

/** What a search finds among the variables, with their values on the shown card. */
export function useVariableGroups(
  fields: merge.Field[],
  search: string,
  open: boolean,
): VariableGroups {
  const { t, i18n } = useTranslation()
  const card = useContext(ShownCard)
  const samples = useSamples(useProduct().product.id, card, open).data
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const all = useMemo(() => {
    const shown = new Map(samples?.values.map((v) => [v.path, v.text]))
    return fields.map((f) => ({
      path: f.path,
      label: say(f.label),
      group: t(`merge.group.${f.group}`),
      sample: shown.get(f.path) ?? (samples?.cardName ? '' : f.sample),
    }))
  }, [fields, samples, i18n.language])
  const groups = search
    ? findVariables(all, search)
    : withRecent(all, open ? recentVariables() : [], t('templates.recent_variables'))
  return { groups, cardName: samples?.cardName ?? '' }
}
