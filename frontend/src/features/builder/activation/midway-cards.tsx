import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { SideDrawer } from '@/components/ui/side-drawer'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import classes from './activation.module.css'

interface MidwayCardsProps {
  title: string
  cards: api.MidwayCard[]
  product: string
  onClose: () => void
}

/** The cards of one fate, with the step that comes next and its date. */
export function MidwayCards({ title, cards, product, onClose }: MidwayCardsProps) {
  const { t } = useTranslation()
  return (
    <SideDrawer open onClose={onClose} title={title}>
      <ul className={classes.rows}>
        {cards.map(({ card, position, after }) => (
          <li key={card.id}>
            <Anchor component={Link} to={paths.card(product, card.id)} className="clip">
              {card.name}
            </Anchor>
            <span className={classes.at}>
              {position > 0 && t('builder.editor.title', { position })}
              {after > 0 && ' · '}
              {after > 0 && <When at={after} />}
            </span>
          </li>
        ))}
      </ul>
    </SideDrawer>
  )
}
