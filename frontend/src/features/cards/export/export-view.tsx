import { useTranslation } from 'react-i18next'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useCardCount } from '../api'
import { useListColumns } from '../list/columns'
import { askOf, type CardsView, wholeList } from '../view'
import { ExportCards } from './export-cards'

interface ExportViewProps {
  product: string
  view: CardsView
  onClose: () => void
}

/** Exports all cards that a list or a board shows. */
export function ExportView({ product, view, onClose }: ExportViewProps) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const { shown } = useListColumns(view)
  const asked = askOf(product, view, me.id)
  // A board shows every status.
  const ask = view.as === 'board' ? { ...asked, status: '' } : asked
  const count = useCardCount(ask, true).data
  return (
    <ExportCards
      product={product}
      pick={{ ids: [], list: wholeList(ask), except: [] }}
      what={
        count
          ? t(count.more ? 'cards.count_more' : 'cards.count', { count: count.count })
          : t('common.loading')
      }
      shown={shown}
      onClose={onClose}
    />
  )
}
