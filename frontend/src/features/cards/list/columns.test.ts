import type { api } from '@wails/go/models'
import { expect, it } from 'vitest'
import { type CellValue, sameValue, withValue } from './columns'

const row = { id: 'card_1', name: 'Ana', owner: 'user_1', tags: [], fields: { fld_1: 5 } }
const card = row as unknown as api.CardRow

it.each<[string, CellValue, object]>([
  ['name', 'Ioana', { name: 'Ioana' }],
  ['owner', null, { owner: '' }],
  ['tags', ['tag_1'], { tags: ['tag_1'] }],
  ['fld_2', true, { fields: { fld_1: 5, fld_2: true } }],
  ['fld_1', null, { fields: {} }],
])('another value of %s', (key, value, change) => {
  expect(withValue(card, key, value)).toEqual({ ...row, ...change })
})

it.each<[CellValue, CellValue, boolean]>([
  ['', null, true],
  [[], null, true],
  [['a', 'b'], ['b', 'a'], true],
  [['a'], ['b'], false],
  [0, null, false],
  [false, null, false],
])('%s and %s are the same: %s', (a, b, same) => {
  expect(sameValue(a, b)).toBe(same)
})
