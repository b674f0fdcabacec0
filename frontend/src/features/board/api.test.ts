import { expect, it } from 'vitest'
import { moveTotal } from './api'

const totals = {
  columns: [
    { status: 'new', count: 2, sum: 300 },
    { status: 'won', count: 1, sum: 50 },
    { status: 'lost', count: 0, sum: 0 },
  ],
}

it('a moved card takes its amount along', () => {
  expect(moveTotal(totals, { status: 'new', amount: 100 }, 'won')?.columns).toEqual([
    { status: 'new', count: 1, sum: 200 },
    { status: 'won', count: 2, sum: 150 },
    { status: 'lost', count: 0, sum: 0 },
  ])
})

it('a card without an amount changes only the counts', () => {
  const moved = moveTotal(totals, { status: 'new' }, 'lost')
  expect(moved?.columns.map((c) => [c.count, c.sum])).toEqual([
    [1, 300],
    [1, 50],
    [1, 0],
  ])
})
