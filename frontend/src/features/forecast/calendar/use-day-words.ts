import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { countOf, kinds } from '../state/kinds'

/** Says what happens on a day: "Thu 26 Nov: Emails 31, Skipped 6". */
export function useDayWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return (day: string, counts: crm.ForecastDay | undefined, holiday = ''): string => {
    const date = format.date(day)
    const head = holiday ? `${date}, ${holiday}` : date
    const said = counts ? numbersOf(counts) : t('forecast.quiet_day')
    return `${head}: ${said}`
  }

  function numbersOf(counts: crm.ForecastDay): string {
    const say = (name: string, n: number) => (n > 0 ? [`${name} ${format.number(n)}`] : [])
    return [
      ...kinds.flatMap(([kind]) => say(t(`forecast.kind.${kind}`), countOf(counts, kind))),
      ...say(t('forecast.tile.skipped'), counts.skipped),
      ...say(t('forecast.tile.held'), counts.held),
    ].join(', ')
  }
}
