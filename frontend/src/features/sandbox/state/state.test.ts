import type { crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { wallOf } from '@/lib/format/wall'
import { columnsOf, movedCards } from './board'
import { lastMoment, movesOf } from './clock'
import { changesOf, partsOf } from './edits'

const zone = 'Europe/Bucharest'

function card(id: string, state: crm.SandboxCard['state'], position = 0): crm.SandboxCard {
  return { id, name: id, status: 's', state, position, due: 0, reason: '', owner: 'u', fields: {} }
}

const step = (kind: crm.Step['kind'], disabled = false) => ({ kind, disabled })

describe('the board of a copy', () => {
  const steps = [step('email_client'), step('pdf', true), step('sms_client')]

  it('has a column for each step that acts and both ends', () => {
    expect(columnsOf([], steps).map((c) => c.key)).toEqual([
      'step:1',
      'step:3',
      'completed',
      'left',
    ])
  })

  it('puts each card where it stands', () => {
    const cards = [
      card('a', 'waiting', 1),
      card('b', 'held', 3),
      card('c', 'completed'),
      card('d', 'stopped'),
      card('e', ''),
    ]
    const places = columnsOf(cards, steps).map((c) => [c.key, c.cards.map((x) => x.id).join()])
    expect(places).toEqual([
      ['outside', 'e'],
      ['step:1', 'a'],
      ['step:3', 'b'],
      ['completed', 'c'],
      ['left', 'd'],
    ])
  })

  it('tells which cards moved', () => {
    const before = [card('a', 'waiting', 1), card('b', 'waiting', 1), card('c', 'waiting', 3)]
    const now = [card('a', 'waiting', 2), card('b', 'sending', 1), card('c', 'left')]
    expect([...movedCards(before, now)]).toEqual(['a', 'c'])
  })
})

describe('the clock of a copy', () => {
  const start = Date.parse('2026-10-24T09:00:00Z')

  it('goes on by an hour, by a day on the wall, and to what comes next', () => {
    const moves = movesOf({ start, now: start, next: start + 5 }, zone)
    expect(moves.map((m) => m.to && wallOf(m.to, zone))).toEqual([
      '2026-10-24 13:00',
      '2026-10-25 12:00', // the clocks went back that night
      '2026-10-24 12:00',
    ])
  })

  it('has no next where nothing comes, and no way beyond its end', () => {
    expect(movesOf({ start, now: start, next: 0 }, zone)[2]?.to).toBeUndefined()
    const end = lastMoment(start)
    expect(movesOf({ start, now: end, next: end + 1 }, zone).map((m) => m.to)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('changing a card of a copy', () => {
  it('sends what was changed, the status last', () => {
    const before = partsOf({ ...card('a', 'waiting', 1), fields: { fld_1: 3, fld_2: ['x'] } })
    const now = { ...before, status: 't', fld_1: null, fld_2: ['x'], fld_3: null, name: 'b' }
    expect(changesOf(before, now)).toEqual([
      ['fld_1', null],
      ['name', 'b'],
      ['status', 't'],
    ])
  })
})
