import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useTemplateHits } from './api'

/** How often a template went out lately, and how many opened and clicked it. */
export function HitsLine({ template }: { template: string }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const hits = useTemplateHits(template).data
  if (!hits || hits.counts.sent === 0) return null
  const { sent, opened, clicked } = hits.counts
  const share = (n: number) => Math.round((100 * n) / sent)
  const parts = [t('templates.hits.sent', { count: sent, shown: number(sent) })]
  if (hits.opens || opened > 0) parts.push(t('templates.hits.opened', { share: share(opened) }))
  if (hits.clicks || clicked > 0) parts.push(t('templates.hits.clicked', { share: share(clicked) }))
  return <span title={t('link.report_words')}>{parts.join(' · ')}</span>
}
