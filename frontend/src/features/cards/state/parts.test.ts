import type { crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { partOf, sameValue } from './parts'

const card = {
  name: 'Ana',
  owner: '',
  tags: ['tag_1'],
  fields: { fld_1: 7 },
} as unknown as crm.Card

describe('a part of a card', () => {
  it.each([
    ['name', 'Ana'],
    ['owner', null],
    ['tags', ['tag_1']],
    ['fld_1', 7],
    ['fld_2', null],
  ])('%s is %s', (part, value) => expect(partOf(card, part)).toEqual(value))
})

describe('whether anything was changed', () => {
  it.each([
    ['', null, true],
    [[], null, true],
    [['b', 'a'], ['a', 'b'], true],
    [0, null, false],
    [false, null, false],
    ['1', 1, false],
  ])('%j and %j', (a, b, same) => expect(sameValue(a, b)).toBe(same))
})
