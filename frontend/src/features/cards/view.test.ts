import type { crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import {
  askOf,
  cardsView,
  choicesOf,
  differs,
  narrows,
  plainView,
  readColumns,
  viewWith,
  writeColumns,
} from './view'

const saved: crm.ListView = {
  id: 'view_1',
  product: 'prod_1',
  owner: '',
  name: 'Big offers',
  kind: 'list',
  columns: [
    { key: 'name', width: 300 },
    { key: 'fld_3', width: 0 },
  ],
  sort: 'fld_3',
  desc: true,
  filter: 'filt_2',
  status: '',
  by: '',
  mine: true,
  tag: '',
  search: '',
  money: '',
  statuses: [],
  position: 1,
  revision: 4,
}

describe('a saved view', () => {
  it('comes back as it was when its choices are saved again', () => {
    expect(viewWith(saved, choicesOf(saved))).toEqual(saved)
    expect(differs(saved, choicesOf(saved))).toBe(false)
  })
  it.each([
    ['another order', { desc: false }],
    ['another width', { cols: 'name:280,fld_3' }],
    ['a search', { q: 'ana' }],
    ['another owner', { owner: 'user_2' }],
    ['the board', { as: 'board' as const }],
  ])('differs by %s', (_, change) => {
    expect(differs(saved, { ...choicesOf(saved), ...change })).toBe(true)
  })
})

it('columns are written into the address and read back', () => {
  expect(readColumns(writeColumns(saved.columns))).toEqual(saved.columns)
  expect(readColumns('name:x,,status:-5')).toEqual([
    { key: 'name', width: 0 },
    { key: 'status', width: 0 },
  ])
})

it('an address with nonsense shows all cards', () => {
  const view = cardsView.parse({ as: 'nonsense', q: 123, desc: undefined })
  expect(view).toEqual({ ...plainView, q: '123' })
  expect(narrows(plainView)).toBe(false)
})

it('"me" is whoever looks', () => {
  expect(askOf('prod_1', { ...plainView, owner: 'me' }, 'user_7')).toMatchObject({
    owner: 'user_7',
    sort: 'name',
  })
})
