import type { api } from '@wails/go/models'
import { expect, it } from 'vitest'
import { everything, nothing, withAll } from '../list/choice'
import { askOf, plainView } from '../view'
import { actionOf, isWhole, ofAll, pickOf } from './pick'

const ask = askOf('prod_1', { ...plainView, q: 'ana' }, 'user_1')

it('names the cards that were chosen one by one', () => {
  expect(pickOf(withAll(nothing, ['card_1'], true), ask)).toEqual({ ids: ['card_1'], except: [] })
})

it('names the list when all of it is chosen, and what was let go', () => {
  const pick = pickOf(withAll(everything, ['card_1'], false), ask)
  expect(pick).toMatchObject({ ids: [], except: ['card_1'] })
  expect(pick.list).toMatchObject({ search: 'ana', product: 'prod_1' })
})

it.each<[Partial<api.BulkAction>, boolean]>([
  [{ kind: 'status' }, false],
  [{ kind: 'status', status: 'stat_1' }, true],
  [{ kind: 'owner' }, true],
  [{ kind: 'tag' }, false],
  [{ kind: 'field', field: 'fld_1' }, true],
  [{ kind: 'start' }, false],
  [{ kind: 'delete' }, true],
])('%j is whole: %s', (parts, whole) => {
  expect(isWhole({ ...actionOf('status'), ...parts })).toBe(whole)
})

it('counts what was tried as a part of all', () => {
  const preview = { count: 100_000, tried: 300 } as api.PreviewBulkOut
  expect(ofAll(150, preview)).toBe(50_000)
  expect(ofAll(7, { ...preview, tried: 100_000 })).toBe(7)
})
