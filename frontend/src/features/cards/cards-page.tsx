import { Button } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import type { Sort } from '@/components/ui/data-table-header'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useGo, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useCards } from './api'
import { useCardColumns } from './card-columns'
import { CardsToolbar } from './cards-toolbar'
import { NoCards } from './no-cards'
import { SelectionBar } from './selection-bar'
import { type CardsView, cardsView } from './view'

/** The cards of a product. */
export function CardsPage() {
  const { t } = useTranslation()
  const view = useProduct()
  const product = view.product.id
  const [choices, choose] = useView(cardsView)
  const cards = useCards(product, choices)
  const rows = useMemo(() => cards.data?.pages.flatMap((p) => p.rows) ?? [], [cards.data])
  const total = cards.data?.pages[0]?.total ?? 0
  return (
    <Page
      fill
      title={view.product.name}
      subtitle={cards.data ? t('cards.count', { count: total }) : '\u00a0'}
      actions={
        <>
          <Button
            component={Link}
            to={paths.importCards(product)}
            variant="default"
            leftSection={<IconFileImport size={16} />}
          >
            {t('cards.import')}
          </Button>
          <Button component={Link} to={paths.newCard(product)} leftSection={<IconPlus size={16} />}>
            {t('cards.new')}
          </Button>
        </>
      }
      toolbar={<CardsToolbar view={choices} onChange={choose} />}
    >
      {cards.error && <ErrorBox error={cards.error} onRetry={() => void cards.refetch()} />}
      {cards.isPending && <TableSkeleton />}
      {cards.data && rows.length === 0 && (
        <NoCards view={choices} product={product} onClear={choose} />
      )}
      {rows.length > 0 && <CardsTable {...{ cards, rows, total, choices, choose, product }} />}
    </Page>
  )
}

interface CardsTableProps {
  cards: ReturnType<typeof useCards>
  rows: api.CardRow[]
  total: number
  choices: CardsView
  choose: (change: Partial<CardsView>) => void
  product: string
}

function CardsTable({ cards, rows, total, choices, choose, product }: CardsTableProps) {
  const { t } = useTranslation()
  const go = useGo()
  const columns = useCardColumns()
  const [chosen, setChosen] = useState<Set<string>>(new Set())
  const { hasNextPage, isFetching, fetchNextPage } = cards
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const sort = ({ key, desc }: Sort) => choose({ sort: key as CardsView['sort'], up: !desc })
  return (
    <>
      {chosen.size > 0 && (
        <SelectionBar
          ids={[...chosen]}
          names={rows.filter((r) => chosen.has(r.id)).map((r) => r.name)}
          running={rows.filter((r) => chosen.has(r.id) && r.next > 0).length}
          onDone={() => setChosen(new Set())}
        />
      )}
      <DataTable
        label={t('cards.title')}
        columns={columns}
        rows={rows}
        idOf={(r) => r.id}
        nameOf={(r) => r.name}
        total={total}
        onOpen={(r) => go(paths.card(product, r.id))}
        sort={{ key: choices.sort, desc: !choices.up }}
        onSort={sort}
        selection={{ ids: chosen, onChange: setChosen }}
        onMore={more}
      />
    </>
  )
}
