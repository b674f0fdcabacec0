import { expect, it } from 'vitest'
import { momentOf, wallOf } from './wall'

it.each([
  ['2026-11-26T07:30:00Z', 'Europe/Bucharest', '2026-11-26 09:30'],
  ['2026-11-26T22:30:00Z', 'Europe/Bucharest', '2026-11-27 00:30'],
  ['2026-07-26T04:15:00Z', 'America/New_York', '2026-07-26 00:15'],
  ['1969-12-31T22:00:00Z', 'Europe/Bucharest', '1970-01-01 00:00'],
])('%s in %s is %s, and back', (iso, zone, wall) => {
  expect(wallOf(Date.parse(iso), zone)).toBe(wall)
  expect(momentOf(wall, zone)).toBe(Date.parse(iso))
})

it('a time that a clock change leaves out is the first moment after the gap', () => {
  expect(momentOf('2027-03-28 03:30', 'Europe/Bucharest')).toBe(Date.parse('2027-03-28T01:00:00Z'))
})

it('a time that comes twice is the first', () => {
  expect(momentOf('2027-10-31 03:30', 'Europe/Bucharest')).toBe(Date.parse('2027-10-31T00:30:00Z'))
})

it('what is no time is none', () => {
  expect(momentOf('tomorrow', 'Europe/Bucharest')).toBeNull()
})
