// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw only its visible rows
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIdsOf, usePages } from '@/lib/rows/use-pages'
import { useSlice } from '@/lib/rows/use-slice'
import { listSource } from '../api'
import type { Ask } from '../view'
import classes from './card-list.module.css'
import { type Choice, everything, nothing } from './choice'
import type { ListColumn } from './columns'
import { ListHead } from './list-head'
import { cellId, ListRow } from './list-row'
import { headHeight, rowHeight, tracks, useWide } from './room'
import { useEdits } from './use-edits'
import { useGrid } from './use-grid'
import { useLook } from './use-look'
import { fieldsOf } from './use-shown'

interface CardListProps {
  ask: Ask
  columns: ListColumn[]
  /** How many cards there are, as far as it is known. */
  count: number
  /** Other rows are on their way. */
  stale: boolean
  onSort: (key: string, desc: boolean) => void
  onWidth: (key: string, width: number) => void
  choice: Choice
  onChoice: (choice: Choice) => void
}

/** The cards as lines: any number of them, edited in place, chosen for bulk actions. */
export function CardList(p: CardListProps) {
  const { t } = useTranslation()
  const go = useGo()
  const look = useLook()
  const scroll = useRef<HTMLDivElement>(null)
  const { ask, columns, count } = p
  const source = useMemo(() => listSource(ask, fieldsOf(columns), count), [ask, columns, count])
  const window = useSlice({ scroll, rows: count, rowHeight, above: headHeight })
  const { slice } = window
  const pages = usePages(source, slice, count)
  const edits = useEdits()
  const { toTop } = window
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(toTop, [toTop, ask])
  const grid = useGrid({
    rows: count,
    columns,
    page: window.seen,
    at: pages.at,
    show: window.show,
    idsOf: useIdsOf(source),
    choice: p.choice,
    onChoice: p.onChoice,
    onOpen: (row) => go(paths.card(ask.product, row.id)),
    onSave: (row, column, value) => void edits.save(row, column, value),
  })
  const { current } = grid
  const wide = useWide(scroll, columns)
  const seen = current.row >= slice.first && current.row < slice.end
  const numbers = Array.from({ length: slice.end - slice.first }, (_, i) => slice.first + i)
  return (
    <div
      ref={scroll}
      className={classes.scroll}
      data-stale={p.stale || undefined}
      data-wide={wide || undefined}
      style={tracks(columns)}
    >
      {pages.error && <ErrorBox error={pages.error} onRetry={pages.retry} />}
      <div
        id="card-grid"
        role="grid"
        aria-label={t('cards.title')}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-activedescendant={seen ? cellId(current.row, current.column) : undefined}
        aria-describedby="card-grid-how"
        tabIndex={0}
        className={classes.grid}
        onKeyDown={grid.onKeyDown}
        onClick={grid.onClick}
        onDoubleClick={grid.onDoubleClick}
      >
        <ListHead
          columns={columns}
          sort={ask.sort}
          desc={ask.desc}
          onSort={p.onSort}
          onWidth={p.onWidth}
          all={p.choice.all && p.choice.ids.size === 0}
          some={p.choice.all || p.choice.ids.size > 0}
          onAll={(all) => p.onChoice(all ? everything : nothing)}
        />
        <div role="rowgroup" className={classes.body} style={{ height: window.height }}>
          {numbers.map((index) => {
            const row = pages.at(index)
            return (
              <ListRow
                key={row ? row.id : `#${index}`}
                row={row}
                index={index}
                top={index * rowHeight + slice.shift}
                columns={columns}
                look={look}
                chosen={row ? grid.isChosen(row.id) : p.choice.all}
                current={index === current.row ? current.column : undefined}
                refused={edits.refused}
                edit={grid.editOf(index)}
              />
            )
          })}
        </div>
      </div>
      <span id="card-grid-how" hidden>
        {t('cards.grid_how')}
      </span>
    </div>
  )
}
