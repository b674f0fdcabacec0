import type { ClientRect, Over } from '@dnd-kit/core'
import { describe, expect, it } from 'vitest'
import { isSource, landingOf } from './sortable-drag'

const rows = ['a', 'b', 'c']
const rect = (top: number, height: number) => ({ top, height }) as ClientRect
const over = (id: string, top: number) => ({ id, rect: rect(top, 100) }) as unknown as Over

describe('a new thing lands', () => {
  it.each([
    ['before the row whose upper half it is over', over('b', 100), rect(110, 40), 1],
    ['behind the row whose lower half it is over', over('b', 100), rect(140, 40), 2],
    ['at the start', over('a', 0), rect(0, 40), 0],
    ['at the end of a list that it is over without a row', over('board', 0), rect(500, 40), 3],
  ])('%s', (_, place, dragged, expected) => {
    expect(landingOf(rows, place, dragged)).toBe(expected)
  })
})

it('rows are not new', () => {
  expect(isSource('a', rows)).toBe(false)
  expect(isSource('tool:sms_client', rows)).toBe(true)
})
