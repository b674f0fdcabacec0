import { expect, it } from 'vitest'
import { countOf, everything, isChosen, nothing, toggled, withAll } from './choice'

it('is a set of cards while one chooses some', () => {
  const two = withAll(nothing, ['a', 'b'], true)
  expect(countOf(two, 100)).toBe(2)
  expect(isChosen(toggled(two, 'a'), 'a')).toBe(false)
  expect(countOf(toggled(two, 'a'), 100)).toBe(1)
})

it('is all that match but those that were let go', () => {
  const most = withAll(everything, ['a', 'b'], false)
  expect(countOf(most, 100_000)).toBe(99_998)
  expect(isChosen(most, 'a')).toBe(false)
  expect(isChosen(most, 'never seen')).toBe(true)
  expect(countOf(withAll(most, ['a'], true), 100_000)).toBe(99_999)
})
