import type { api, crm } from '@wails/go/models'
import { expect, it } from 'vitest'
import { comingOf, nearest } from './coming'

const step = (position: number, at: string, kind: string) =>
  ({ enrolment: 'enr_1', position, at: at && Date.parse(at), kind }) as api.ComingStep
const task = (id: string, due: string, done = 0) => ({ id, due, done }) as crm.Task

const view = {
  coming: [
    step(1, '2026-11-26T07:00:00Z', 'sms_client'),
    step(2, '2026-11-28T07:00:00Z', 'task_user'),
    step(3, '', 'email_client'),
  ],
  tasks: [
    task('a', '2026-11-27'),
    task('b', ''),
    task('c', '2026-11-25', 1),
    task('d', '2026-11-26'),
  ],
}
const keys = (kinds: string[]) => comingOf(view, kinds, 'Europe/Bucharest').map((c) => c.key)

it('puts steps and tasks into one order, the nearest last', () => {
  expect(keys([])).toEqual(['enr_1-3', 'enr_1-2', 'a', 'd', 'enr_1-1'])
})

it('shows the kinds that are wanted', () => {
  expect(keys(['task'])).toEqual(['enr_1-2', 'a', 'd'])
  expect(keys(['message'])).toEqual(['enr_1-3', 'enr_1-1'])
  expect(keys(['note'])).toEqual([])
})

it('hides only what is worth hiding', () => {
  const all = comingOf(view, [], 'UTC')
  expect(nearest(all, 4)).toHaveLength(5)
  expect(nearest(all, 3).map((c) => c.key)).toEqual(['a', 'd', 'enr_1-1'])
})
