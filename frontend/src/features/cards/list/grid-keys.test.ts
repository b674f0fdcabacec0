import { describe, expect, it } from 'vitest'
import { type Cell, cellAfter, cellBeside, types } from './grid-keys'

const size = { rows: 1000, columns: 6, page: 20 }
const at: Cell = { row: 10, column: 2 }
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false })

it.each([
  ['ArrowDown', false, 11, 2],
  ['ArrowUp', false, 9, 2],
  ['ArrowLeft', false, 10, 1],
  ['ArrowRight', false, 10, 3],
  ['PageDown', false, 30, 2],
  ['PageUp', false, 0, 2],
  ['Home', false, 10, 0],
  ['End', false, 10, 5],
  ['Home', true, 0, 0],
  ['End', true, 999, 5],
  ['ArrowDown', true, 999, 2],
])('%s (with Ctrl: %s) goes to row %i, column %i', (key, ctrl, row, column) => {
  expect(cellAfter(press(key, ctrl), at, size)).toEqual({ row, column })
})

it('other keys do not move', () => {
  expect(cellAfter(press('x'), at, size)).toBeUndefined()
})

describe('Tab while editing', () => {
  const editable = (column: number) => column !== 3
  it('passes what cannot be edited', () => {
    expect(cellBeside(at, false, size, editable)).toEqual({ row: 10, column: 4 })
  })
  it('goes on in the next row', () => {
    expect(cellBeside({ row: 10, column: 5 }, false, size, editable)).toEqual({
      row: 11,
      column: 0,
    })
  })
  it('goes back to the row before', () => {
    expect(cellBeside({ row: 10, column: 0 }, true, size, editable)).toEqual({ row: 9, column: 5 })
  })
  it('ends with the list', () => {
    expect(cellBeside({ row: 999, column: 5 }, false, size, editable)).toBeUndefined()
  })
})

it.each([
  ['a', false, true],
  ['ș', false, true],
  ['5', false, true],
  ['a', true, false],
  [' ', false, false],
  ['Enter', false, false],
])('%s (with Ctrl: %s) begins a text: %s', (key, ctrl, begins) => {
  expect(types(press(key, ctrl))).toBe(begins)
})
