import { expect, it } from 'vitest'
import { ceiling, mondayOf, weeksOf } from './weeks'

const day = (day: string, sent: number) => ({ day, seen: 2 * sent, sent, quarantined: 0, cards: 1 })

it('days are summed up by weeks that begin on Monday', () => {
  const weeks = weeksOf([day('2026-11-22', 3), day('2026-11-23', 1), day('2026-11-24', 2)])
  expect(weeks.map(({ day, sent, seen, cards }) => [day, sent, seen, cards])).toEqual([
    ['2026-11-16', 3, 6, 1],
    ['2026-11-23', 3, 6, 2],
  ])
})

it.each([
  ['2026-11-22', '2026-11-16'],
  ['2026-11-23', '2026-11-23'],
  ['2026-01-01', '2025-12-29'],
])('the week of %s begins on %s', (day, monday) => expect(mondayOf(day)).toBe(monday))

it.each([
  [1, 1],
  [4, 4],
  [17, 20],
  [230, 500],
])('columns of %i stay under %i', (most, end) => expect(ceiling(most)).toBe(end))
