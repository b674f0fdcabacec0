import type { crm } from '@wails/go/models'
import { expect, it } from 'vitest'
import { statusBeside } from './use-lift'

const statuses = ['new', 'won', 'lost'].map((id) => ({ id })) as crm.Status[]

it.each([
  ['new', 'ArrowRight', 'won'],
  ['won', 'ArrowLeft', 'new'],
  ['new', 'ArrowLeft', undefined],
  ['lost', 'ArrowRight', undefined],
  ['new', 'End', 'lost'],
  ['lost', 'Home', 'new'],
  ['new', 'ArrowDown', undefined],
])('from %s, %s leads to %s', (from, key, to) => {
  expect(statusBeside(statuses, from, key)).toBe(to)
})
