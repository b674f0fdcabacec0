import { describe, expect, it } from 'vitest'
import { ceiling, daysOf, partsOf, percent, signed, viewSchema } from './state'

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

  it('puts the parts of a bar one behind the other, without empty ones', () => {
    expect(partsOf({ done: 3, skipped: 0, failed: 2 })).toEqual([
      { outcome: 'done', from: 0, count: 3 },
      { outcome: 'failed', from: 3, count: 2 },
    ])
    expect(partsOf({ done: 0, skipped: 0, failed: 0 })).toEqual([])
  })

  it.each([
    [0, 1],
    [4, 4],
    [7, 10],
    [11, 20],
    [212, 250],
    [1044, 2000],
  ])('a chart with %d at most ends at %d', (largest, end) => {
    expect(ceiling(largest)).toBe(end)
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
