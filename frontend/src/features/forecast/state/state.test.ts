import type { api, crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { dayByKey, lengthOf, monthsOf, plusMonths } from './calendar'
import { actsOf, allOf, barOf } from './kinds'
import { chosenScope, kindsIn, leftOut, nothingIn } from './scopes'
import { isNarrow, viewSchema, wide } from './view'

function day(on: string, counts: Partial<crm.ForecastDay> = {}): crm.ForecastDay {
  const none = {
    emailClient: 0,
    smsClient: 0,
    emailUser: 0,
    taskUser: 0,
    pdf: 0,
    changeCard: 0,
    webhook: 0,
  }
  return { day: on, ...none, skipped: 0, held: 0, parts: 0, cost: 0, ...counts }
}

const step: crm.ForecastStep = {
  step: 'step_1',
  position: 1,
  kind: 'email_client',
  first: 0,
  last: 0,
  done: 0,
  skipped: 0,
  held: 0,
  parts: 0,
  lettersA: 0,
  lettersB: 0,
}

function scope(name: crm.ForecastScope['scope'], part: Partial<crm.ForecastScope> = {}) {
  const total = part.total ?? day('')
  const nothing = { cards: 0, later: 0, beyond: 0, firstDay: 0, reasons: [], clashes: [] }
  return { scope: name, ...nothing, days: [], steps: [step], ...part, total }
}

describe('the calendar', () => {
  const span = {
    from: '2026-11-25',
    until: '2026-12-02',
    days: [day('2026-11-26', { emailClient: 3 })],
    holidays: new Map([['2026-12-01', 'Ziua Națională']]),
  }
  const months = monthsOf(span)

  it('has the weeks that are looked at and no others', () => {
    expect(months.map((m) => m.key)).toEqual(['2026-11', '2026-12'])
    expect(months[0]?.weeks.flat().filter(Boolean)[0]?.day).toBe('2026-11-23')
    expect(months[1]?.weeks).toHaveLength(1)
  })

  it('begins weeks on Monday and leaves places where a month has no day', () => {
    expect(months[1]?.weeks[0]?.map((c) => c?.number ?? 0)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('marks weekends, holidays and what is outside', () => {
    const cells = months.flatMap((m) => m.weeks.flat()).filter((c) => c !== null)
    const of = (on: string) => cells.find((c) => c.day === on)
    expect(of('2026-11-29')?.weekend).toBe(true)
    expect(of('2026-12-01')?.holiday).toBe('Ziua Națională')
    expect(of('2026-11-24')?.outside).toBe(true)
    expect(of('2026-11-26')?.counts?.emailClient).toBe(3)
  })

  it.each([
    ['ArrowRight', '2026-11-28'],
    ['ArrowLeft', '2026-11-26'],
    ['ArrowDown', '2026-12-02'],
    ['ArrowUp', '2026-11-25'],
    ['Home', '2026-11-25'],
    ['End', '2026-11-29'],
    ['PageDown', '2026-12-02'],
    ['x', null],
  ])('is walked by keys and stays inside: %s', (key, to) => {
    expect(dayByKey('2026-11-27', key, span.from, span.until)).toBe(to)
  })

  it('goes from the last of a month to the last of a shorter one', () => {
    expect(plusMonths('2027-01-31', 1)).toBe('2027-02-28')
  })

  it('draws a little for little and all for most', () => {
    expect(lengthOf(0, 100)).toBe(0)
    expect(lengthOf(1, 10_000)).toBe(0.12)
    expect(lengthOf(100, 100)).toBe(1)
  })
})

describe('the numbers of a day', () => {
  const busy = day('2026-11-26', { emailClient: 3, taskUser: 2, pdf: 1, skipped: 4 })

  it('count what acts apart from what is left out', () => {
    expect(actsOf(busy)).toBe(6)
    expect(allOf(busy)).toBe(10)
  })

  it('make the parts of its bar', () => {
    expect(barOf(busy)).toEqual([
      { look: 'email', count: 3 },
      { look: 'inside', count: 3 },
      { look: 'out', count: 4 },
    ])
  })
})

describe('the answers', () => {
  const some = { total: day('', { smsClient: 2 }) }
  const out = (...scopes: crm.ForecastScope[]) => ({ scopes }) as api.ForecastOut

  it('show the wanted one, else the one in which something happens', () => {
    const both = out(scope('all', some), scope('new'))
    expect(chosenScope(both, 'new')?.scope).toBe('new')
    expect(chosenScope(both, '')?.scope).toBe('all')
    expect(chosenScope(out(scope('now')), 'all')?.scope).toBe('now')
  })

  it('have the same numbers side by side', () => {
    expect(kindsIn([scope('all', some), scope('new')])).toEqual(['sms_client'])
  })

  it.each([
    ['something happens', scope('all', some), null],
    ['no steps', scope('all', { steps: [] }), 'no_steps'],
    ['no card matches', scope('all'), 'no_match'],
    ['it waits for new ones', scope('new'), 'new_waits'],
    ['the first step comes later', scope('all', { cards: 3, beyond: 3 }), 'beyond'],
    ['nobody is under way', scope('now'), 'under_way_none'],
  ])('say why nothing happens: %s', (_, of, why) => {
    expect(nothingIn(of)).toBe(why)
  })

  it('group what is left out by its reason, the most frequent first', () => {
    const of = (position: number, reason: string, count: number) =>
      ({ position, outcome: 'skipped', reason, count }) as const
    const done = { position: 1, outcome: 'completed', reason: '', count: 9 } as const
    const groups = leftOut([
      of(3, 'no_phone', 4),
      of(2, 'no_address', 3),
      of(1, 'no_address', 3),
      done,
    ])
    expect(groups.map((g) => [g.reason, g.count, g.positions])).toEqual([
      ['no_address', 6, [1, 2]],
      ['no_phone', 4, [3]],
    ])
  })
})

describe('the address', () => {
  it('takes what it knows and falls back for the rest', () => {
    const view = viewSchema.parse({ days: '180', outcome: 'x', q: 12, step: '-1' })
    expect(view).toMatchObject({ days: 180, outcome: '', q: '12', step: 0, scope: '' })
    expect(viewSchema.parse({ days: 7 }).days).toBe(60)
  })

  it('knows whether the table is narrowed', () => {
    expect(isNarrow(wide)).toBe(false)
    expect(isNarrow({ ...wide, day: '2026-11-26' })).toBe(true)
  })
})
