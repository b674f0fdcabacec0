import { expect, it } from 'vitest'
import { edited, keyed, newKey, unkeyed } from './list'

const saved = [
  { id: 'status_1', name: 'New', position: 1 },
  { id: 'status_2', name: 'Won', position: 2 },
]

it('comes back as it was', () => {
  expect(unkeyed(keyed(saved))).toEqual(saved)
})

it('numbers rows by their order', () => {
  expect(unkeyed(keyed(saved).reverse()).map((s) => [s.name, s.position])).toEqual([
    ['Won', 1],
    ['New', 2],
  ])
})

it('gives each new row its own key', () => {
  expect(newKey([])).toBe('new-1')
  expect(newKey([{ key: 'new-3' }, { key: 'status_1' }])).toBe('new-4')
})

it('changes one row only', () => {
  const rows = edited(keyed(saved), 'status_2', { name: 'Sold' })
  expect(rows.map((r) => r.name)).toEqual(['New', 'Sold'])
})
