import { expect, it } from 'vitest'
import { mondayOf, partsOfWeek, weeksOf } from './weeks'

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
  [{ sent: 9, cards: 4, quarantined: 2 }, [4, 2, 3]],
  [{ sent: 3, cards: 5, quarantined: 2 }, [3, 0, 0]],
])('a week %j is never higher than what was sent', (counts, parts) => {
  expect(Object.values(partsOfWeek({ day: '2026-11-23', seen: 9, ...counts }))).toEqual(parts)
})
