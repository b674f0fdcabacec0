import { expect, it } from 'vitest'
import { ceiling, stacked } from './bars'

it('puts the parts of a bar one behind the other, without empty ones', () => {
  expect(stacked(['done', 'skipped', 'failed'], { done: 3, skipped: 0, failed: 2 })).toEqual([
    { part: 'done', from: 0, count: 3 },
    { part: 'failed', from: 3, count: 2 },
  ])
})

it.each([
  [0, 1],
  [3, 3],
  [7, 10],
  [17, 20],
  [230, 250],
  [1044, 2000],
])('a chart with %d at most ends at %d', (largest, end) => {
  expect(ceiling(largest)).toBe(end)
})
