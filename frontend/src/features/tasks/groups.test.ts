import type { api } from '@wails/go/models'
import { expect, it } from 'vitest'
import { focusAfter, grouped } from './groups'

const row = (id: string, part: Partial<api.TaskRow>, due = '2026-11-30') =>
  ({ task: { id, due }, overdue: false, today: false, ...part }) as api.TaskRow

it('groups what is overdue first, and leaves empty groups out', () => {
  const rows = [
    row('c', {}),
    row('a', { overdue: true }),
    row('d', {}, ''),
    row('b', { overdue: true }),
  ]
  expect(grouped(rows).map(([g, list]) => [g, list.map((r) => r.task.id).join('')])).toEqual([
    ['overdue', 'ab'],
    ['later', 'c'],
    ['undated', 'd'],
  ])
})

it.each([
  ['a', 'b'],
  ['c', 'b'],
  ['x', 'a'],
])('after %s is done the focus goes to %s', (done, next) => {
  expect(focusAfter(['a', 'b', 'c'], done)).toBe(next)
})
