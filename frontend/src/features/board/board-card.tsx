import { useDraggable } from '@dnd-kit/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { type KeyboardEvent, memo, useEffect, useRef } from 'react'
import { useCardClick } from '@/lib/drawers/use-card-click'
import { paths } from '@/lib/routing/paths'
import classes from './board.module.css'
import { CardFacts } from './card-face'
import { howId } from './drag-words'
import { MoveMenu } from './move-menu'
import { NoteLine } from './note-line'
import type { MoveNote } from './use-moves'

/** What can be done with the cards of a board; it stays the same object. */
export interface CardHands {
  product: string
  currency: string | undefined
  onMove: (card: api.BoardCard, to: string) => void
  onUndo: (card: api.BoardCard, batch: string) => void
  onKey: (event: KeyboardEvent<HTMLElement>, card: api.BoardCard) => void
}

interface BoardCardProps {
  card: api.BoardCard
  index: number
  hands: CardHands
  note: MoveNote | undefined
  /** It is the one of its column that Tab comes to. */
  inTabs: boolean
  lifted: boolean
  /** It came here by keyboard: the focus follows it. */
  takeFocus: boolean
  top: number
}

/** A card on the board. It is dragged as a whole; its name opens it, Space on the name lifts it. */
export const BoardCard = memo(function BoardCard(p: BoardCardProps) {
  const { card, hands } = p
  const name = useRef<HTMLAnchorElement>(null)
  const drag = useDraggable({ id: card.id, data: { card } })
  const openCard = useCardClick()
  useEffect(() => {
    if (p.takeFocus) name.current?.focus()
  }, [p.takeFocus])
  return (
    <li
      ref={drag.setNodeRef}
      {...drag.listeners}
      className={classes.card}
      data-card={card.id}
      data-index={p.index}
      data-lifted={p.lifted || drag.isDragging || undefined}
      style={{ transform: `translateY(${p.top}px)` }}
    >
      <div className={classes.line}>
        <Link
          ref={name}
          to={paths.card(hands.product, card.id)}
          className={`${classes.name} clip`}
          title={card.name}
          tabIndex={p.inTabs ? 0 : -1}
          aria-describedby={howId}
          draggable={false}
          onKeyDown={(e) => hands.onKey(e, card)}
          onClick={(e) => openCard(e, card.id)}
        >
          {card.name}
        </Link>
        <MoveMenu card={card} onMove={hands.onMove} inTabs={p.inTabs} />
      </div>
      {p.note ? (
        <NoteLine card={card} note={p.note} onUndo={hands.onUndo} />
      ) : (
        <CardFacts card={card} currency={hands.currency} />
      )}
    </li>
  )
})
