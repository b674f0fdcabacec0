import { Anchor, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { useCardClick } from '@/lib/drawers/use-card-click'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import classes from './check.module.css'

interface FindingsProps {
  product: string
  result: api.Preflight
  onShow: (card: string) => void
}

/** How many cards are ready, and what stands in the way of the others. */
export function Findings({ product, result, onShow }: FindingsProps) {
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
        {result.findings.map((f) => (
          <Finding key={f.path + f.say.key} product={product} finding={f} onShow={onShow} />
        ))}
      </ul>
    </section>
  )
}

const most = 5

interface FindingProps {
  product: string
  finding: api.PreflightFinding
  onShow: (card: string) => void
}

function Finding({ product, finding, onShow }: FindingProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const openCard = useCardClick()
  const { count, path } = finding
  const cards = finding.cards.slice(0, most)
  return (
    <li className={classes.finding}>
      <div className={classes.head}>
        <Text fw={600} size="sm">
          {path ? t('templates.check.missing', { field: say(finding.say) }) : say(finding.say)}
        </Text>
        <Text span size="sm" c="dimmed" className="num">
          {t('templates.check.cards', { count, shown: number(count) })}
        </Text>
      </div>
      <ul className={classes.cards}>
        {cards.map((card) => (
          <li key={card.id}>
            <Anchor
              component={Link}
              to={paths.card(product, card.id)}
              size="sm"
              className="clip"
              title={card.name}
              onClick={(e) => openCard(e, card.id)}
            >
              {card.name}
            </Anchor>
            <Anchor component="button" size="xs" c="dimmed" onClick={() => onShow(card.id)}>
              {t('templates.check.show')}
            </Anchor>
          </li>
        ))}
        {count > cards.length && (
          <li>
            <Text span size="sm" c="dimmed">
              {t('templates.check.more', { count: count - cards.length })}
            </Text>
          </li>
        )}
      </ul>
    </li>
  )
}
