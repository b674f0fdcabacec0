import { expect, it } from 'vitest'
import { endOf, newRule, weekdayOf, withEnd, withWeekday } from './draft'

it.each([
  ['2026-11-23', 1],
  ['2026-11-29', 7],
  ['2028-02-29', 2],
])('%s is weekday %i', (day, number) => expect(weekdayOf(day)).toBe(number))

it('a new rule is about the day of the task', () => {
  expect(newRule('weeks', '2026-11-26').weekdays).toEqual([4])
  expect(newRule('months', '2026-11-26').monthDay).toBe(26)
  expect(newRule('years', '2026-11-26')).toMatchObject({ weekdays: [], monthDay: 0, every: 1 })
})

it('a weekly rule keeps at least one day', () => {
  const rule = newRule('weeks', '2026-11-26')
  const two = withWeekday(rule, 1)
  expect(two.weekdays).toEqual([1, 4])
  expect(withWeekday(two, 4).weekdays).toEqual([1])
  expect(withWeekday(rule, 4).weekdays).toEqual([4])
})

it('a rule has one kind of end', () => {
  const rule = newRule('days', '2026-11-26')
  expect(endOf(rule)).toBe('never')
  const times = withEnd(rule, 'times', '2026-11-26')
  expect(endOf(times)).toBe('times')
  expect(withEnd(times, 'until', '2026-11-26')).toMatchObject({ times: 0, until: '2026-11-26' })
})
