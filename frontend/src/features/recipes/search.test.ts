import type { api } from '@wails/go/models'
import { expect, test } from 'vitest'
import { found } from './search'

const recipe = (name: string, summary: string): api.RecipeCard => ({
  id: name,
  category: 'sales',
  name,
  summary,
  note: '',
  steps: [],
  more: 0,
  fields: ['Număr'],
  needs: [],
  copies: [],
})
const all = [recipe('Follow-up după ofertă', 'Un telefon'), recipe('Zi de naștere', 'O urare')]

test('recipes are found by words, whatever their case and marks', () => {
  expect(found(all, 'OFERTA telefon').map((r) => r.id)).toEqual(['Follow-up după ofertă'])
  expect(found(all, 'numar')).toHaveLength(2)
  expect(found(all, ' ')).toHaveLength(2)
  expect(found(all, 'contract')).toHaveLength(0)
})
