import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useCardClick } from '@/lib/drawers/use-card-click'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import classes from './check.module.css'
import { type MoreCards, useMoreCards } from './use-more-cards'

const most = 5

interface FindingProps {
  product: string
  finding: api.PreflightFinding
  /** Where its other cards are asked for. */
  more: MoreCards
  onShow: (card: string) => void
}

/** One thing that stands in the way, and the cards that it concerns. */
export function Finding({ product, finding, more, onShow }: FindingProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const openCard = useCardClick()
  const { count } = finding
  const { cards, loading, load } = useMoreCards(finding.cards.slice(0, most), more)
  return (
    <li className={classes.finding}>
      <div className={classes.head}>
        <Text fw={600} size="sm">
          <What finding={finding} />
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
            <Anchor component="button" size="sm" disabled={loading} onClick={load}>
              {t('templates.check.more', { count: count - cards.length })}
            </Anchor>
          </li>
        )}
      </ul>
    </li>
  )
}

function What({ finding }: { finding: api.PreflightFinding }) {
  const { t } = useTranslation()
  const { path, pdf } = finding
  const what = path ? t('templates.check.missing', { field: say(finding.say) }) : say(finding.say)
  return pdf ? t('templates.check.in_pdf', { what, pdf }) : what
}
