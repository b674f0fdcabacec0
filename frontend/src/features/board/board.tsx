import { useMediaQuery } from '@mantine/hooks'
import type { api } from '@wails/go/models'
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import { ErrorBox } from '@/components/ui/error-box'
import { useProduct } from '@/lib/workspace/workspace'
import { useBoardTotals } from './api'
import classes from './board.module.css'
import type { CardHands } from './board-card'
import { StatusChoice } from './choices'
import { Column } from './column'
import { HowToMove } from './drag-words'
import { Dragging } from './dragging'
import { RequiredDialog } from './required-dialog'
import { useAmount } from './use-amount'
import { useFolded } from './use-folded'
import { useLift } from './use-lift'
import { useMoves } from './use-moves'
import { walk } from './walk'

/** Which cards a board shows, as the list asks for them. */
export interface BoardProps {
  filter: string
  owner: string
  tag: string
  search: string
}

/** The cards of a product by status. A card goes to another status by mouse, touch, keyboard or menu. */
export function Board({ filter, owner, tag, search }: BoardProps) {
  const { product, statuses } = useProduct()
  const narrow = useMediaQuery('(max-width: 48em)') ?? false
  const [only, showOnly] = useState('')
  const amount = useAmount()
  const board = useMemo(
    () => ({ filter, owner, tag, search, product: product.id, amount: amount.field?.id ?? '' }),
    [filter, owner, tag, search, product.id, amount.field?.id],
  )
  const totals = useBoardTotals(board)
  const totalOf = (status: string) => totals.data?.columns.find((c) => c.status === status)
  const moves = useMoves(board)
  const { folded, fold } = useFolded(product.id)
  const lift = useLift(statuses, moves.move)
  const keys = useRef(lift.onKey)
  keys.current = lift.onKey
  const onKey = useCallback((event: KeyboardEvent<HTMLElement>, card: api.BoardCard) => {
    if (!keys.current(event, card)) walk(event)
  }, [])
  const currency = amount.field?.currency || undefined
  const hands: CardHands = useMemo(
    () => ({ product: product.id, currency, onMove: moves.move, onUndo: moves.undo, onKey }),
    [product.id, currency, moves.move, moves.undo, onKey],
  )
  const one = statuses.find((s) => s.id === only) ?? statuses[0]
  const shown = narrow ? statuses.filter((s) => s === one) : statuses
  return (
    <div className={classes.root}>
      <HowToMove />
      {narrow && (
        <div className={classes.bar}>
          <StatusChoice value={one?.id ?? ''} onChange={showOnly} totals={totals.data} />
        </div>
      )}
      {totals.error && <ErrorBox error={totals.error} onRetry={() => void totals.refetch()} />}
      <Dragging currency={currency} onMove={moves.move}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only sees where the focus goes */}
        <div className={classes.columns} data-narrow={narrow || undefined} onBlur={lift.onBlur}>
          {shown.map((status) => (
            <Column
              key={status.id}
              board={board}
              status={status}
              total={totalOf(status.id)}
              hands={hands}
              notes={moves.notes}
              lifted={lift.lifted}
              moved={moves.moved}
              folded={!narrow && folded.has(status.id)}
              onFold={narrow ? undefined : () => fold(status.id)}
            />
          ))}
        </div>
      </Dragging>
      {moves.asking && (
        <RequiredDialog
          asking={moves.asking}
          onClose={moves.stopAsking}
          onMove={(values) =>
            moves.asking
              ? moves.move(moves.asking.card, moves.asking.to, values)
              : Promise.resolve()
          }
        />
      )}
    </div>
  )
}
