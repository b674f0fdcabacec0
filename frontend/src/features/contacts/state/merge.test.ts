import { expect, it } from 'vitest'
import { choosing, chosenOf, firstOrder, keeping } from './merge'

it('the client with the most cards stays, of two alike the older', () => {
  const rows = [
    { id: 'a', cards: 1, created: 5 },
    { id: 'b', cards: 2, created: 9 },
    { id: 'c', cards: 2, created: 7 },
  ]
  const order = firstOrder(rows)
  expect([order.keep, order.others]).toEqual(['c', ['a', 'b']])
})

it('an address is chosen by what it is, all else by whose it is', () => {
  const order = keeping(['a', 'b'], 'a')
  const option = { contact: 'b', value: 'x@y.example', shown: 'X@y.example' }
  expect(choosing(order, 'email', option).email).toBe('x@y.example')
  expect(choosing(order, 'name', option).name).toBe('b')
})

it('what was clicked is chosen before the preview knows', () => {
  const order = keeping(['a', 'b'], 'a')
  const options = [
    { contact: 'a', value: 'A', shown: 'A' },
    { contact: 'b', value: 'B', shown: 'B' },
  ]
  const conflict = { what: 'name' as const, options, chosen: 0 }
  expect(chosenOf(order, conflict)).toBe(0)
  expect(chosenOf({ ...order, name: 'b' }, conflict)).toBe(1)
})
