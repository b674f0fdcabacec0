import type { api, importer } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { start, starts, toImport, type Wizard, wizard } from './wizard'

const mapping: importer.Mapping = {
  columns: ['contact.name', 'contact.email', ''],
  dateFormat: 'auto',
  decimalComma: true,
  nameOrder: '',
  region: 'RO',
  defaultStatus: '',
  defaultOwner: '',
  createMissing: false,
}
const file = {
  import: 'import_1',
  mapping,
  headers: ['Nume', 'Email', 'Email 2'],
} as api.ReadImportOut
const out = { problems: [], good: 10, existing: 3 } as unknown as api.CheckImportOut
const reading: Wizard = wizard(start, { type: 'read', file })

it('goes from the file to its columns with the guessed mapping', () => {
  expect(reading).toMatchObject({ stage: 'columns', mapping })
})

describe('choosing what a column becomes', () => {
  it.each([
    [
      'takes a name away from the other column',
      2,
      'contact.name',
      ['', 'contact.email', 'contact.name'],
    ],
    [
      'lets two columns be emails',
      2,
      'contact.email',
      ['contact.name', 'contact.email', 'contact.email'],
    ],
    [
      'lets two columns make new fields',
      2,
      'new:text',
      ['contact.name', 'contact.email', 'new:text'],
    ],
  ])('%s', (_, column, target, columns) => {
    expect(wizard(reading, { type: 'target', column, target }).mapping?.columns).toEqual(columns)
  })
})

it('stays with the columns while the mapping has problems', () => {
  const problem = { path: 'columns', key: 'import.map.no_name', args: {} }
  const next = wizard(reading, { type: 'checked', out: { ...out, problems: [problem] } })
  expect(next.stage).toBe('columns')
  expect(wizard(reading, { type: 'checked', out }).stage).toBe('check')
})

it('forgets the dry run when the mapping changes', () => {
  const checked = wizard(reading, { type: 'checked', out })
  expect(wizard(checked, { type: 'map', part: { region: 'HU' } }).checked).toBeUndefined()
})

it('goes back step by step, and starts anew', () => {
  const checked = wizard(reading, { type: 'checked', out })
  expect(wizard(checked, { type: 'back' }).stage).toBe('columns')
  expect(wizard(reading, { type: 'back' }).stage).toBe('file')
  expect(wizard(checked, { type: 'again' })).toBe(start)
})

it('counts the cards that would be made', () => {
  expect(toImport(out, start.answers)).toBe(7)
  expect(toImport(out, { ...start.answers, skipExisting: false })).toBe(10)
})

it('counts the automations that would start, with or without those that are here', () => {
  const offers = { name: 'Offers', count: 4, existing: 2 } as api.ImportEnrols
  expect(starts(offers, start.answers)).toBe(4)
  expect(starts(offers, { ...start.answers, skipExisting: false })).toBe(6)
})
