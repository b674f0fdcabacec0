import { Button } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ComponentType, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { paths } from '@/lib/routing/paths'
import { useView } from '@/lib/routing/use-view'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import { useCardCount } from './api'
import { CardsListing } from './cards-listing'
import { CardsToolbar } from './cards-toolbar'
import { askOf, type CardsView, cardsView } from './view'

/** Which cards a board shows. */
export interface BoardSlot {
  filter: string
  owner: string
  tag: string
  search: string
}

interface CardsPageProps {
  /** Draws the cards by status; without it there is only the list. */
  Board?: ComponentType<BoardSlot>
  /** What stands in the toolbar beside the board. */
  BoardTools?: ComponentType
}

/** The cards of a product, as a list or as a board. */
export function CardsPage({ Board, BoardTools }: CardsPageProps) {
  const { t } = useTranslation()
  const { product } = useProduct()
  const { me } = useWorkspace()
  const [view, choose] = useView(cardsView)
  const ask = useAsk(product.id, view, me.id)
  const board = Board && view.as === 'board'
  return (
    <Page
      fill
      title={product.name}
      subtitle={<Count ask={board ? { ...ask, status: '' } : ask} now={Boolean(board)} />}
      actions={
        <>
          <Button
            component={Link}
            to={paths.importCards(product.id)}
            variant="default"
            leftSection={<IconFileImport size={16} />}
          >
            {t('cards.import')}
          </Button>
          <Button
            component={Link}
            to={paths.newCard(product.id)}
            leftSection={<IconPlus size={16} />}
          >
            {t('cards.new')}
          </Button>
        </>
      }
      toolbar={
        <CardsToolbar
          view={view}
          onChange={choose}
          boards={Boolean(Board)}
          BoardTools={BoardTools}
        />
      }
    >
      {board ? (
        <Board filter={ask.filter} owner={ask.owner} tag={ask.tag} search={ask.search} />
      ) : (
        <CardsListing key={product.id} view={view} ask={ask} onChange={choose} />
      )}
    </Page>
  )
}

/** What is asked for; the same object while nothing of it changes. */
function useAsk(product: string, view: CardsView, me: string) {
  const plain = JSON.stringify(askOf(product, view, me))
  return useMemo(() => JSON.parse(plain) as ReturnType<typeof askOf>, [plain])
}

/** How many there are. The list asks for it after its first rows, a board at once. */
function Count({ ask, now }: { ask: ReturnType<typeof askOf>; now: boolean }) {
  const { t } = useTranslation()
  const count = useCardCount(ask, now)
  if (!count.data) return '\u00a0'
  return t(count.data.more ? 'cards.count_more' : 'cards.count', { count: count.data.count })
}
