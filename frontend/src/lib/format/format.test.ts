import { describe, expect, it } from 'vitest'
import { dayOf, daysBetween, formatDate, formatMoment, formatMoney, formatRelative } from './format'

const at = (iso: string) => Date.parse(iso)
const bucharest = { language: 'en', zone: 'Europe/Bucharest' }

describe('a day is the zone’s, not the computer’s', () => {
  it.each([
    ['2026-11-26T21:59:00Z', 'Europe/Bucharest', '2026-11-26'],
    ['2026-11-26T22:00:00Z', 'Europe/Bucharest', '2026-11-27'],
    ['2026-11-26T22:00:00Z', 'America/New_York', '2026-11-26'],
  ])('%s in %s is %s', (iso, zone, day) => {
    expect(dayOf(at(iso), zone)).toBe(day)
  })
})

describe('how far away a moment is', () => {
  const now = at('2026-11-26T10:00:00Z')
  it.each([
    ['2026-11-26T10:12:00Z', 'in 12 min'],
    ['2026-11-26T13:00:00Z', 'in 3 hr'],
    ['2026-11-25T14:00:00Z', 'yesterday'],
    ['2026-11-27T07:00:00Z', 'tomorrow'],
    ['2026-11-05T10:00:00Z', '3 wk ago'],
    ['2026-11-26T10:00:20Z', 'now'],
  ])('%s is %s', (iso, said) => {
    expect(formatRelative(at(iso), now, bucharest).replace('.', '')).toBe(said)
  })
})

it('leaves the year out of what is near', () => {
  const now = at('2026-11-21T10:00:00Z')
  expect(formatMoment(at('2026-11-26T07:00:00Z'), now, bucharest)).toBe('Thu 26 Nov, 09:00')
  expect(formatMoment(at('2028-11-26T07:00:00Z'), now, bucharest)).toBe('26 Nov 2028, 09:00')
})

it('counts calendar days over a clock change', () => {
  expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2)
})

it('says a date without a zone', () => {
  expect(formatDate('2026-11-26', 'ro')).toContain('26')
  expect(formatDate('nonsense', 'en')).toBe('nonsense')
})

it('shows money with its currency, known or not', () => {
  expect(formatMoney(0.06, 'EUR', 'en')).toBe('€0.06')
  expect(formatMoney(2, 'credits', 'en')).toBe('2 credits')
})
