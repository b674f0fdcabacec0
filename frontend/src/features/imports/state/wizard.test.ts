import type { api, importer } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { askFor, start, touched, type Wizard, wizard } from './wizard'

const mapping: importer.Mapping = {
  columns: ['contact.name', 'contact.email', ''],
  dateFormat: 'auto',
  decimalComma: true,
  nameOrder: '',
  region: 'RO',
  zone: 'Europe/Bucharest',
  defaultStatus: '',
  defaultOwner: '',
  createMissing: false,
  splitCells: false,
}
const file = {
  import: 'import_1',
  mapping,
  headers: ['Nume', 'Email', 'Email 2'],
} as api.ReadImportOut
const out = { problems: [], created: 7, updated: 3, bad: 2 } as unknown as api.CheckImportOut
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
    ['lets two columns give tags', 0, 'card.tags', ['card.tags', 'contact.email', '']],
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

it('shows the old numbers while another dry run is under way', () => {
  const checked = wizard(reading, { type: 'checked', out })
  const again = wizard(checked, { type: 'checking', job: 'job_2' })
  expect(again).toMatchObject({ stage: 'check', busy: true, checked: out })
  expect(wizard(again, { type: 'checked', out }).busy).toBe(false)
})

it('counts the cards that would be made or changed', () => {
  expect(touched(out)).toBe(10)
})

it('asks with the policy that was chosen, changing those that are here unless told otherwise', () => {
  expect(askFor(reading)).toMatchObject({ import: 'import_1', mapping, existing: 'update' })
  const told = wizard(reading, { type: 'answer', part: { existing: 'new' } })
  expect(askFor(told)?.existing).toBe('new')
  expect(askFor(start)).toBeUndefined()
})
