import { describe, expect, it } from 'vitest'
import { daysOf, percent, signed, viewSchema } from './state'

describe('a report', () => {
  it.each([
    [{ period: 30 }, '30', 30],
    [{ period: 'all' }, 'all', 0],
    [{ period: '7' }, '90', 90],
    [{}, '90', 90],
  ] as const)('reads its period from the address %j', (search, period, days) => {
    const view = viewSchema.parse(search)
    expect(view.period).toBe(period)
    expect(daysOf(view.period)).toBe(days)
  })

  it('gives a difference its sign', () => {
    expect([9.94, -13, 0].map((n) => signed(n, 'en'))).toEqual(['+9.9', '−13', '0'])
  })

  it('says small shares with one digit', () => {
    expect(percent(0.034, 'en')).toBe('3.4%')
    expect(percent(0.34, 'en')).toBe('34%')
    expect(percent(0, 'en')).toBe('0%')
  })
})
