import { expect, it } from 'vitest'
import { rowAfter } from './data-table-keys'

it.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 8],
  ['PageUp', 3, 0],
  ['Home', 7, 0],
  ['End', 2, 9],
  ['Enter', 2, undefined],
])('%s from row %i goes to %s', (key, from, to) => {
  expect(rowAfter(key, from, 10, 5)).toBe(to)
})
