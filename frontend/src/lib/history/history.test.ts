import { describe, expect, it } from 'vitest'
import {
  edited,
  type History,
  moved,
  noHistory,
  onlyNew,
  redone,
  touchedIn,
  undone,
} from './history'

const begin: History<string> = { draft: '', ...noHistory }
const type = (state: History<string>, ...drafts: string[]) =>
  drafts.reduce((s, draft) => edited(s, draft, 'name'), state)

describe('a draft with its way back', () => {
  it('undoes typing as one edit, and brings it back', () => {
    const typed = type(begin, 'I', 'Io', 'Ion')
    expect(undone(typed).draft).toBe('')
    expect(undone(undone(typed)).draft).toBe('')
    expect(redone(undone(typed)).draft).toBe('Ion')
  })
  it('begins a new edit after an undo, after another field, and where nothing is named', () => {
    const other = edited(type(begin, 'I'), 'I2', 'age')
    expect(undone(other).draft).toBe('I')
    expect(undone(type(redone(undone(type(begin, 'I'))), 'Io')).draft).toBe('I')
    expect(undone(edited(edited(begin, 'a', ''), 'b', '')).draft).toBe('a')
  })
  it('forgets what was undone once something else is edited', () => {
    const instead = type(undone(type(begin, 'Ion')), 'Ana')
    expect(redone(instead)).toBe(instead)
    expect(undone(instead).draft).toBe('')
  })
})

describe('a list', () => {
  const [a, b, c] = [{ key: 'a' }, { key: 'b' }, { key: 'c' }]
  it.each([
    ['a', 2, 'bca'],
    ['c', 0, 'cab'],
    ['b', 99, 'acb'],
    ['b', -5, 'bac'],
  ])('takes %s to %d: %s', (key, to, want) => {
    expect(
      moved([a, b, c], key, to)
        .map((e) => e.key)
        .join(''),
    ).toBe(want)
  })
  it('stays itself where nothing moves', () => {
    const list = [a, b, c]
    expect(moved(list, 'b', 1)).toBe(list)
    expect(moved(list, 'x', 1)).toBe(list)
  })
  it('tells the one entry that is new', () => {
    expect(onlyNew([a, b], [a, b, c])).toBe(c)
    expect(onlyNew([a], [a, b, c])).toBeUndefined()
    expect(onlyNew([a], [a])).toBeUndefined()
  })
})

it('names what a patch touches in one order', () => {
  expect(touchedIn({ b: 1, a: 2 })).toBe(touchedIn({ a: 0, b: 0 }))
})
