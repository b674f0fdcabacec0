import { describe, expect, it } from 'vitest'
import { type CardDraft, changed, newDraft, rebase, saveOf } from './draft'

const base: CardDraft = {
  ...newDraft('status_1', 'user_1'),
  name: 'Ioana Popa',
  fields: { field_1: 100, field_2: '2026-12-10' },
}
const card = { id: 'card_1', revision: 3, product: 'product_1' }

it('saves no empty addresses, and null for a field that is not set', () => {
  const draft = {
    ...base,
    fields: { ...base.fields, field_1: null },
    contact: { ...base.contact, emails: [' a@x.ro ', ''], phones: [''] },
  }
  const saved = saveOf(draft, card)
  expect(saved.fields).toEqual({ field_1: null, field_2: '2026-12-10' })
  expect(saved.contact.emails).toEqual(['a@x.ro'])
  expect(saved.contact.phones).toEqual([])
})

describe('whether saving would change anything', () => {
  it.each([
    ['nothing', base, false],
    ['a space at the end', { ...base, name: 'Ioana Popa ' }, false],
    [
      'the order in which fields were set',
      { ...base, fields: { field_2: '2026-12-10', field_1: 100 } },
      false,
    ],
    ['a cleared field', { ...base, fields: { field_2: '2026-12-10', field_1: null } }, true],
    ['an owner', { ...base, owner: 'user_2' }, true],
  ])('%s', (_, draft, does) => {
    expect(changed(draft, base)).toBe(does)
  })
})

describe('when the card changes under the editor', () => {
  const is: CardDraft = {
    ...base,
    status: 'status_2',
    name: 'Ioana Popa SRL',
    fields: { field_1: 200, field_3: true },
  }
  it('keeps what was edited and follows the rest', () => {
    const draft = { ...base, name: 'Ioana P.', fields: { ...base.fields, field_2: '2027-01-01' } }
    const now = rebase(draft, base, is)
    expect(now.name).toBe('Ioana P.')
    expect(now.status).toBe('status_2')
    expect(now.fields).toEqual({ field_1: 200, field_2: '2027-01-01', field_3: true })
  })
  it('is simply the new card if nothing was edited', () => {
    expect(changed(rebase(base, base, is), is)).toBe(false)
  })
})
