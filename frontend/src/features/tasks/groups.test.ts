import type { api } from '@wails/go/models'
import { expect, it } from 'vitest'
import { focusAfter, linesOf } from './groups'

const row = (id: string, group: string) => ({ task: { id }, group }) as api.TaskRow

it('puts a head before each group that has tasks', () => {
  const rows = [row('a', 'overdue'), row('b', 'overdue'), row('c', 'today'), row('d', 'undated')]
  const lines = linesOf(rows, false, { overdue: 7, today: 1, undated: 1 })
  expect(lines.map((l) => (l.head ? `${l.head} ${l.count}` : l.row.task.id))).toEqual([
    'overdue 7',
    'a',
    'b',
    'today 1',
    'c',
    'undated 1',
    'd',
  ])
})

it('puts one head before what is done', () => {
  const lines = linesOf([row('a', 'overdue'), row('b', 'later')], true, { done: 2 })
  expect(lines.map((l) => l.head ?? l.row.task.id)).toEqual(['done', 'a', 'b'])
})

it.each([
  ['a', 'b'],
  ['c', 'b'],
  ['x', 'a'],
  ['a b', 'c'],
  ['a b c', undefined],
])('after %s are done the focus goes to %s', (done, next) => {
  expect(focusAfter(['a', 'b', 'c'], done.split(' '))).toBe(next)
})
