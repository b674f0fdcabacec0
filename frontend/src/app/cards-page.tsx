import { lazy, Suspense } from 'react'
import { type BoardSlot, CardsPage } from '@/features/cards/cards-page'

const Board = lazy(async () => ({ default: (await import('@/features/board/board')).Board }))
const Tools = lazy(async () => ({ default: (await import('@/features/board/choices')).BoardTools }))

/** The cards of a product, whose board is another feature. */
export function CardsWithBoard() {
  return <CardsPage Board={LazyBoard} BoardTools={LazyTools} />
}

function LazyBoard(props: BoardSlot) {
  return (
    <Suspense>
      <Board {...props} />
    </Suspense>
  )
}

function LazyTools() {
  return (
    <Suspense>
      <Tools />
    </Suspense>
  )
}
