import { ActionIcon, Anchor, Text, Tooltip } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
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
}

/** The first cards that match, each a door. */
export function PreviewCards({ rows, total, product, onWhy }: PreviewCardsProps) {
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
                className="clip"
                display="block"
                title={card.name}
              >
                {card.name}
              </Anchor>
              {card.contact && card.contact !== card.name && (
                <Text size="xs" c="dimmed" className="clip" title={card.contact}>
                  {card.contact}
                </Text>
              )}
            </td>
            <td className={classes.status}>
              <StatusName status={statuses.find((s) => s.id === card.status)} />
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
