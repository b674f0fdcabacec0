import type { crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { subjects } from './catalogue-fixture'
import { examplesOf } from './examples'

const status = (id: string, group: string) => ({ id, group }) as crm.Status

describe('examples', () => {
  it('ask only what the product has, of its own statuses', () => {
    const statuses = ['a', 'b', 'c'].map((id) => status(id, 'open'))
    const [first, ...more] = examplesOf(subjects, [...statuses, status('lost', 'lost')])
    expect(first).toMatchObject({ key: 'waiting', rows: [{ values: [['b'], ['3']] }] })
    expect(more.map((e) => e.key)).toEqual(['lost'])
  })

  it('without statuses to ask about there are none', () => {
    expect(examplesOf(subjects, [])).toEqual([])
  })
})
