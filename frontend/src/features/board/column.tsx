import { useDroppable } from '@dnd-kit/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { pageQuery, usePages } from '@/lib/rows/use-pages'
import { useSlice } from '@/lib/rows/use-slice'
import { columnSource } from './api'
import classes from './board.module.css'
import { BoardCard, type CardHands } from './board-card'
import { ColumnHead } from './column-head'
import type { Lifted } from './use-lift'
import type { MoveNote } from './use-moves'

interface ColumnProps {
  board: api.BoardIn
  status: crm.Status
  total: api.BoardTotal | undefined
  hands: CardHands
  notes: Readonly<Record<string, MoveNote>>
  lifted: Lifted | undefined
  /** The card that came last to its place, which the focus follows. */
  moved: string
  folded: boolean
  onFold: (() => void) | undefined
}

/** A card and the gap below it, in pixels. */
export const cardHeight = 96

/** One status: its count and sum, and as many of its cards as can be seen. */
export function Column(p: ColumnProps) {
  const { t } = useTranslation()
  const drop = useDroppable({ id: p.status.id })
  const here = drop.isOver || p.lifted?.to === p.status.id
  const root = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (p.lifted?.to === p.status.id) {
      root.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
    }
  }, [p.lifted, p.status.id])
  return (
    <section
      ref={(e) => {
        root.current = e
        drop.setNodeRef(e)
      }}
      className={classes.column}
      data-over={here || undefined}
      data-folded={p.folded || undefined}
      aria-label={t('board.column', { status: p.status.name, count: p.total?.count ?? 0 })}
    >
      <ColumnHead
        status={p.status}
        total={p.total}
        currency={p.hands.currency}
        summed={Boolean(p.board.amount)}
        folded={p.folded}
        onFold={p.onFold}
      />
      {!p.folded && <Cards {...p} landing={here ? p.lifted : undefined} />}
    </section>
  )
}

function Cards(p: ColumnProps & { landing: Lifted | undefined }) {
  const { t } = useTranslation()
  const scroll = useRef<HTMLDivElement>(null)
  const source = useMemo(() => columnSource(p.board, p.status.id), [p.board, p.status.id])
  const queries = useQueryClient()
  const first = useQuery(pageQuery(queries, source, 0))
  // Until the cards are counted, those of the first page are shown.
  const count = p.total?.count ?? first.data?.rows.length ?? 0
  const { slice, height, toTop } = useSlice({
    scroll,
    rows: count,
    rowHeight: cardHeight,
    beside: 3,
  })
  const pages = usePages(source, slice, count)
  const [current, setCurrent] = useState(0)
  const inTabs = Math.min(Math.max(current, slice.first), Math.max(slice.end - 1, 0))
  const landing = p.landing && p.landing.card.status !== p.status.id ? p.landing : undefined
  // What lands here lands on top, and is seen there.
  useEffect(() => {
    if (landing) toTop()
  }, [landing, toTop])
  const numbers = Array.from({ length: slice.end - slice.first }, (_, i) => slice.first + i)
  return (
    <div ref={scroll} className={classes.cards}>
      {landing && <div className={classes.landing}>{landing.card.name}</div>}
      {pages.error && <ErrorBox error={pages.error} onRetry={pages.retry} />}
      {count === 0 && !landing && p.total && <p className={classes.empty}>{t('board.none')}</p>}
      <ul
        aria-label={p.status.name}
        className={classes.canvas}
        style={{ height }}
        onFocus={(e) => setCurrent(indexOf(e.target))}
      >
        {numbers.map((i) => {
          const card = pages.at(i)
          const top = i * cardHeight + slice.shift
          if (!card)
            return (
              <li
                key={`#${i}`}
                aria-hidden
                className={classes.blank}
                style={{ transform: `translateY(${top}px)` }}
              />
            )
          return (
            <BoardCard
              key={card.id}
              card={card}
              index={i}
              hands={p.hands}
              note={p.notes[card.id]}
              inTabs={i === inTabs}
              lifted={p.lifted?.card.id === card.id}
              takeFocus={p.moved === card.id}
              top={top}
            />
          )
        })}
      </ul>
    </div>
  )
}

function indexOf(inside: Element): number {
  return Number(inside.closest<HTMLElement>('[data-index]')?.dataset.index ?? 0)
}
