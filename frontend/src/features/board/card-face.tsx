import { IconBolt, IconClock } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { TagList } from '@/components/ui/tag-list'
import { useFormat } from '@/lib/format/use-format'
import { useUser } from '@/lib/workspace/workspace'
import classes from './board.module.css'

/** What a card shows below its name: client and amount, then tags, owner and what comes next. */
export function CardFacts({
  card,
  currency,
}: {
  card: api.BoardCard
  currency: string | undefined
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const owner = useUser(card.owner)
  const client = card.contact === card.name ? '' : card.contact
  return (
    <>
      <div className={classes.line}>
        <span className="clip" title={client}>
          {client || '\u00a0'}
        </span>
        {card.amount != null && (
          <span className={classes.amount}>
            {currency ? format.money(card.amount, currency) : format.number(card.amount)}
          </span>
        )}
      </div>
      <div className={classes.line}>
        <span className={classes.facts}>
          {owner && (
            <span className={classes.owner} title={owner.name}>
              <span className="clip">{owner.name}</span>
            </span>
          )}
          <TagList tags={card.tags} most={2} />
        </span>
        {card.next > 0 ? (
          <span className={classes.next} title={format.fully(card.next)}>
            <IconClock size={13} aria-hidden />
            {format.relative(card.next)}
          </span>
        ) : (
          card.running > 0 && (
            <span className={classes.next} title={t('board.running', { count: card.running })}>
              <IconBolt size={13} aria-hidden />
              {format.number(card.running)}
            </span>
          )
        )}
      </div>
    </>
  )
}
