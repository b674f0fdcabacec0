import type { api } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { shown, viewSchema } from './view'

function row(
  name: string,
  part: Partial<api.SequenceRow> = {},
  folder = 'fold_1',
): api.SequenceRow {
  const sequence = { name, folder, description: '', state: 'inactive', modified: 0, steps: [] }
  return { sequence, filter: '', cards: 0, live: 0, running: false, next: 0, ...part } as never
}

const active = {
  sequence: { ...row('Welcome').sequence, state: 'active' },
} as Partial<api.SequenceRow>
const rows = [
  row('Ofertă', { cards: 3, next: 200 }),
  row('Welcome', { ...active, cards: 10, running: true, next: 100 }),
  row('Időpont', { cards: 1 }, 'fold_2'),
]
const names = (view: object) => shown(rows, viewSchema.parse(view)).map((r) => r.sequence.name)

describe('the list of automations', () => {
  it.each([
    ['active ones', { view: 'active' }, ['Welcome']],
    ['inactive ones', { view: 'inactive', sort: 'name', up: true }, ['Időpont', 'Ofertă']],
    ['those running now', { view: 'running' }, ['Welcome']],
    ['one folder', { folder: 'fold_2' }, ['Időpont']],
    ['what is found without its marks', { search: 'oferta' }, ['Ofertă']],
    ['what is found with more marks than typed', { search: 'IDŐ' }, ['Időpont']],
    ['active ones together', { sort: 'state', up: true }, ['Welcome', 'Ofertă', 'Időpont']],
    ['folder by folder', { sort: 'folder' }, ['Időpont', 'Ofertă', 'Welcome']],
    ['most cards first', { sort: 'cards' }, ['Welcome', 'Ofertă', 'Időpont']],
    [
      'the next step first, none last',
      { sort: 'next', up: true },
      ['Welcome', 'Ofertă', 'Időpont'],
    ],
  ])('shows %s', (_, view, expected) => {
    expect(names(view)).toEqual(expected)
  })

  it('takes an address it does not understand as the whole list', () => {
    expect(names({ view: 'nonsense', sort: 7, search: null })).toHaveLength(3)
  })
})
