import type { api } from '@wails/go/models'
import { expect, it } from 'vitest'
import { nameOf, toTell } from './tell'

const reminder = (id: string, late = false, at = 1) =>
  ({ row: { task: { id } }, at, late }) as api.ReminderRow

const said = (rows: api.ReminderRow[], told: string[] = []) => {
  const { each, many, late } = toTell(rows, new Set(told))
  return [each.map((r) => r.row.task.id).join(''), many, late]
}

it.each([
  ['one', [reminder('a')], [], ['a', 0, false]],
  ['two', [reminder('a'), reminder('b')], [], ['ab', 0, false]],
  ['three as a number', [reminder('a'), reminder('b'), reminder('c')], [], ['', 3, false]],
  ['none that was told', [reminder('a'), reminder('b')], ['a 1', 'b 1'], ['', 0, false]],
  ['one that comes again', [reminder('a', false, 2)], ['a 1'], ['a', 0, false]],
  ['what came while off', [reminder('a', true), reminder('b', true)], [], ['', 2, true]],
  ['both kinds', [reminder('a', true), reminder('b')], [], ['b', 1, true]],
])('tells %s', (_, rows, told, want) => expect(said(rows, told)).toEqual(want))

it('knows a reminder by its task and moment', () => {
  expect(nameOf(reminder('a', false, 7))).toBe('a 7')
})
