import { IconAlertTriangle, IconCircleCheck, IconSearch } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { useFormat } from '@/lib/format/use-format'
import classes from './check.module.css'
import { Finding } from './finding'

interface FindingsProps {
  product: string
  job: string
  result: api.Preflight
  onShow: (card: string) => void
}

/** How many cards are ready, and what stands in the way of the others. */
export function Findings({ product, job, result, onShow }: FindingsProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  if (result.cards === 0)
    return <EmptyState small icon={IconSearch} title={t('templates.check.no_cards')} />
  const good = result.ready === result.cards
  const Picture = good ? IconCircleCheck : IconAlertTriangle
  return (
    <section aria-label={t('templates.check.result')}>
      <p className={classes.sum} data-good={good || undefined} role="status">
        <Picture size={18} aria-hidden />
        {t(good ? 'templates.check.all_ready' : 'templates.check.ready', {
          ready: number(result.ready),
          cards: number(result.cards),
          count: result.cards,
        })}
      </p>
      <ul className={classes.findings}>
        {result.findings.map((f, i) => (
          <Finding
            key={`${job} ${f.path} ${f.pdf} ${f.say.key}`}
            product={product}
            finding={f}
            more={{ id: job, finding: i }}
            onShow={onShow}
          />
        ))}
      </ul>
    </section>
  )
}
