import type { api } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { actionsOf, askOf, isOpen, through, viewSchema } from './view'

const days = [
  { day: '2026-11-24', from: 0, to: 100, count: 1, steps: [] },
  { day: '2026-11-25', from: 100, to: 200, count: 2, steps: [] },
] as api.RunningDay[]

describe('the list behind a number', () => {
  it('is what is under way, where the address says nothing', () => {
    expect(askOf('seq_1', viewSchema.parse({}), days)).toEqual({
      sequence: 'seq_1',
      step: '',
      state: 'live',
      reason: '',
      from: 0,
      to: 0,
      search: '',
    })
  })
  it('has the moments of its day', () => {
    const view = viewSchema.parse({ state: 'waiting', day: '2026-11-25' })
    expect(askOf('seq_1', view, days)).toMatchObject({ state: 'waiting', from: 100, to: 200 })
  })
  it('is nothing but its door', () => {
    const view = viewSchema.parse({ state: 'skipped', step: 'step_1', reason: 'no_phone' })
    expect(isOpen(view, { state: 'skipped', step: 'step_1', reason: 'no_phone' })).toBe(true)
    expect(isOpen(view, { state: 'skipped', step: 'step_1' })).toBe(false)
    expect({ ...view, ...through({ state: 'held' }) }).toMatchObject({
      state: 'held',
      step: '',
      reason: '',
    })
  })
})

describe('what can be done with a card', () => {
  const row = { pending: true, mine: true, pausedBy: false, state: 'waiting' } as api.RunningRow
  it.each([
    ['one that waits', row, ['skip', 'pause', 'stop']],
    ['a held one', { ...row, state: 'held' }, ['send', 'skip', 'pause', 'stop']],
    ['one paused by hand', { ...row, pausedBy: true, state: 'paused' }, ['skip', 'resume', 'stop']],
    ['somebody else’s', { ...row, mine: false }, []],
    ['one that ended', { ...row, pending: false }, []],
  ])('%s', (_, card, actions) => {
    expect(actionsOf(card as api.RunningRow)).toEqual(actions)
  })
})
