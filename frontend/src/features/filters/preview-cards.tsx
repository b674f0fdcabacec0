import { ActionIcon, Anchor, Tooltip } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusName } from '@/components/ui/status-name'
import { paths } from '@/lib/routing/paths'
import { useProduct } from '@/lib/workspace/workspace'
import classes from './live.module.css'

interface PreviewCardsProps {
  rows: api.CardRow[]
  total: number
  product: string
  /** Asks why a card matches; without it nothing is offered. */
  onWhy?: (card: string) => void
  /** Shows a card in place; without it the names lead to the cards' pages. */
  onOpen?: (card: string) => void
}

/** Cards that match, all or the first of them, each a door. */
export function PreviewCards({ rows, total, product, onWhy, onOpen }: PreviewCardsProps) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>
        {total > rows.length
          ? t('filters.first_cards', { count: rows.length })
          : t('filters.cards')}
      </caption>
      <tbody>
        {rows.map((card) => (
          <tr key={card.id}>
            <td className={classes.who}>
              <Anchor
                component={Link}
                to={paths.card(product, card.id)}
                onClick={onOpen && ((e: MouseEvent) => inPlace(e, () => onOpen(card.id)))}
                className="clip"
                display="block"
                title={card.name}
              >
                {card.name}
              </Anchor>
              <div className={classes.below}>
                <StatusName status={statuses.find((s) => s.id === card.status)} />
                {card.contact && !card.name.startsWith(card.contact) && (
                  <span className="clip" title={card.contact}>
                    {card.contact}
                  </span>
                )}
              </div>
            </td>
            {onWhy && (
              <td className={classes.why}>
                <Tooltip label={t('filters.why')}>
                  <ActionIcon
                    size="sm"
                    aria-label={t('filters.why_one', { name: card.name })}
                    onClick={() => onWhy(card.id)}
                  >
                    <IconHelpCircle size={16} />
                  </ActionIcon>
                </Tooltip>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

// A plain click keeps one's place; with a key held it opens as a link does.
function inPlace(e: MouseEvent, open: () => void) {
  if (e.ctrlKey || e.metaKey || e.shiftKey) return
  e.preventDefault()
  open()
}
