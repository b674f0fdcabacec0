import { Button } from '@mantine/core'
import { IconAddressBook, IconSearchOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { paths } from '@/lib/routing/paths'
import { type CardsView, narrows, widest } from './view'

interface NoCardsProps {
  view: CardsView
  product: string
  onClear: (change: Partial<CardsView>) => void
}

/** Instead of an empty list: what to do, or that the view leaves everything out. */
export function NoCards({ view, product, onClear }: NoCardsProps) {
  const { t } = useTranslation()
  if (narrows(view)) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title={t('cards.none_found')}
        actions={
          <Button variant="default" onClick={() => onClear(widest)}>
            {t('cards.show_all')}
          </Button>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={IconAddressBook}
      title={t('cards.empty')}
      actions={
        <>
          <Button component={Link} to={paths.importCards(product)}>
            {t('cards.import_file')}
          </Button>
          <Button component={Link} to={paths.newCard(product)} variant="default">
            {t('cards.new')}
          </Button>
        </>
      }
    >
      {t('cards.empty_words')}
    </EmptyState>
  )
}
