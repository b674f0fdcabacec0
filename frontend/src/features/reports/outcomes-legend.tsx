import { useTranslation } from 'react-i18next'
import { Legend } from '@/components/ui/weeks/legend'
import { outcomes } from './state'

/** What the colours of a bar of steps mean. */
export function OutcomesLegend() {
  const { t } = useTranslation()
  return <Legend parts={outcomes.map((part) => ({ part, name: t(`reports.${part}`) }))} />
}
