import { useState } from 'react'
import { ErrorBox } from '@/components/ui/error-box'
import { TableSkeleton } from '@/components/ui/skeletons'
import { CardList } from './list/card-list'
import { type Choice, nothing } from './list/choice'
import { useListColumns } from './list/columns'
import { useShown } from './list/use-shown'
import { NoCards } from './no-cards'
import { SelectionBar } from './selection-bar'
import { type Ask, type CardsView, readColumns, writeColumns } from './view'

interface CardsListingProps {
  view: CardsView
  ask: Ask
  onChange: (change: Partial<CardsView>) => void
}

/** The list of cards with what can be done to those that are chosen. */
export function CardsListing({ view, ask, onChange }: CardsListingProps) {
  const columns = useListColumns(view)
  const { shown, stale, error, retry } = useShown(ask, columns.shown, !view.view && !view.cols)
  const [choice, setChoice] = useChoice(ask)
  if (error) return <ErrorBox error={error} onRetry={retry} />
  if (!shown) return <TableSkeleton />
  if (shown.count === 0) {
    return <NoCards view={view} product={ask.product} onClear={onChange} />
  }
  const setWidth = (key: string, width: number) => {
    const now = view.cols ? readColumns(view.cols) : columns.shown
    const wide = now.map((c) => ({ key: c.key, width: c.key === key ? width : c.width }))
    onChange({ cols: writeColumns(wide) })
  }
  return (
    <>
      <SelectionBar
        ask={ask}
        choice={choice}
        shown={shown}
        columns={columns.shown}
        onChoice={setChoice}
      />
      <CardList
        ask={shown.ask}
        columns={shown.ask === ask ? columns.shown : shown.columns}
        count={shown.count}
        stale={stale}
        onSort={(sort, desc) => onChange({ sort: sort === 'name' ? '' : sort, desc })}
        onWidth={setWidth}
        choice={choice}
        onChoice={setChoice}
      />
    </>
  )
}

/** The chosen cards; another list begins with none. The order doesn't make another list. */
function useChoice(ask: Ask): [Choice, (choice: Choice) => void] {
  const list = JSON.stringify({ ...ask, sort: '', desc: false })
  const [chosen, setChosen] = useState<{ list: string; choice: Choice }>({ list, choice: nothing })
  const choice = chosen.list === list ? chosen.choice : nothing
  return [choice, (next) => setChosen({ list, choice: next })]
}
