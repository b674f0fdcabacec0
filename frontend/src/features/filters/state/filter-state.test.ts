import { describe, expect, it } from 'vitest'
import { subjects } from './catalogue-fixture'
import { subjectKey, withOperator, withOrNotSet, withSubject, withValues } from './edits'
import { begin, type FilterAction, type FilterState, reduce } from './filter-state'
import {
  type Branch,
  emptyRow,
  type Form,
  joinValues,
  listOf,
  type Row,
  splitValues,
  unfinished,
} from './form'
import { neighbour } from './places'

const empty: Form = { name: '', required: listOf('required'), optional: listOf('optional') }
const draft = (...actions: FilterAction[]): FilterState => actions.reduce(reduce, begin(empty))
const keys = ({ rows }: { rows: Row[] }) => rows.map((r) => r.key)
const said = ({ any, rows, groups }: Branch): string =>
  [...rows.map((r) => r.key), ...groups.map((g) => `${said(g)}`)].join(any ? '|' : '&')
const subject = (key: string) => {
  const found = subjects.find((s) => subjectKey(s) === key)
  if (!found) throw new Error(key)
  return found
}

describe('the two lists', () => {
  it('a new row waits for its subject', () => {
    const { form } = draft({ type: 'add', to: 'required' })
    expect(form.required.rows.every((r) => unfinished(r, subjects))).toBe(true)
  })

  it('a row moves between required and optional', () => {
    const { form } = draft(
      { type: 'add', to: 'required' },
      { type: 'add', to: 'required' },
      { type: 'move', key: 'new-0', to: 'optional', at: 0 },
    )
    expect([keys(form.required), keys(form.optional)]).toEqual([['new-1'], ['new-0']])
  })

  it('what was taken away is put back where it was, whatever was done meanwhile', () => {
    const three = draft(
      ...Array.from({ length: 3 }, () => ({ type: 'add', to: 'required' }) as const),
    )
    const [, gone] = three.form.required.rows
    const without = reduce(three, { type: 'remove', key: 'new-1' })
    const more = reduce(without, { type: 'add', to: 'optional' })
    const rows = gone ? [gone] : []
    const { form } = reduce(more, { type: 'put', to: 'required', at: 1, rows, groups: [] })
    expect(keys(form.required)).toEqual(['new-0', 'new-4', 'new-2'])
    expect(keys(form.optional)).toEqual(['new-3'])
  })

  it('what is put into a group that is gone stands among the required', () => {
    const { form } = draft({ type: 'put', to: 'gone', rows: [emptyRow('x')], groups: [] })
    expect(keys(form.required)).toEqual(['new-0'])
  })

  it('an example stands alone, names what has no name, and goes by one undo', () => {
    const begun = draft({ type: 'add', to: 'required' })
    const taken = reduce(begun, {
      type: 'example',
      name: 'New',
      rows: [emptyRow(''), emptyRow('')],
    })
    expect([taken.form.name, keys(taken.form.required)]).toEqual(['New', ['new-1', 'new-2']])
    expect(reduce(taken, { type: 'undo' }).form).toBe(begun.form)
    const named = draft({ type: 'name', name: 'Mine' }, { type: 'example', name: 'New', rows: [] })
    expect(named.form.name).toBe('Mine')
  })

  it('a removed row comes back by undo, and goes again by redo', () => {
    const removed = draft({ type: 'add', to: 'optional' }, { type: 'remove', key: 'new-0' })
    const back = reduce(removed, { type: 'undo' })
    expect(keys(back.form.optional)).toEqual(['new-0'])
    expect(keys(reduce(back, { type: 'redo' }).form.optional)).toEqual([])
  })

  it('typing a name is one change', () => {
    const state = draft({ type: 'name', name: 'O' }, { type: 'name', name: 'Of' }, { type: 'undo' })
    expect(state.form.name).toBe('')
    expect(state.past).toEqual([])
  })

  it('a group asks the other way round, and goes with its last condition', () => {
    const made = draft({ type: 'add', to: 'required' }, { type: 'addGroup', to: 'required' })
    const [group] = made.form.required.groups
    expect(group).toMatchObject({ key: 'new-1', any: true, rows: [{ key: 'new-2' }] })
    const gone = reduce(made, { type: 'remove', key: 'new-2' })
    expect(gone.form.required.groups).toEqual([])
    expect(reduce(gone, { type: 'undo' }).form).toEqual(made.form)
  })

  it('a condition goes into a group, out of it, and the empty group with it', () => {
    const made = draft({ type: 'add', to: 'required' }, { type: 'addGroup', to: 'required' })
    const inside = reduce(made, { type: 'move', key: 'new-0', to: 'new-1', at: 0 })
    expect(said(inside.form.required)).toBe('new-0|new-2')
    const out = [
      { type: 'move', key: 'new-0', to: 'optional', at: 0 } as const,
      { type: 'move', key: 'new-2', to: 'optional', at: 1 } as const,
    ].reduce<FilterState>(reduce, inside)
    expect([said(out.form.required), said(out.form.optional)]).toEqual(['', 'new-0|new-2'])
  })

  it('a condition is put into a group of its own, and groups are dissolved', () => {
    const made = draft(
      { type: 'add', to: 'required' },
      { type: 'add', to: 'required' },
      { type: 'wrap', key: 'new-0' },
    )
    expect(made.form.required.groups.map((g) => said(g))).toEqual(['new-0'])
    const back = reduce(made, { type: 'dissolve', key: 'new-2' })
    expect(said(back.form.required)).toBe('new-1&new-0')
  })

  it('a copy of a condition or group stands behind it with keys of its own', () => {
    const made = draft(
      { type: 'add', to: 'optional' },
      { type: 'addGroup', to: 'optional' },
      { type: 'duplicate', key: 'new-0' },
      { type: 'duplicate', key: 'new-1' },
    )
    expect(said(made.form.optional)).toBe('new-0|new-3|new-2|new-5')
  })

  it('a group never goes into itself', () => {
    const made = draft({ type: 'addGroup', to: 'required' }, { type: 'addGroup', to: 'new-0' })
    expect(reduce(made, { type: 'move', key: 'new-0', to: 'new-2', at: 0 })).toBe(made)
  })

  it('steps up and down lead through the groups as they stand on the screen', () => {
    const { form } = draft(
      { type: 'add', to: 'required' },
      { type: 'addGroup', to: 'required' },
      { type: 'add', to: 'optional' },
    )
    expect(neighbour(form, 'new-0', 1)).toEqual({ to: 'new-1', at: 0 })
    expect(neighbour(form, 'new-0', -1)).toBeUndefined()
    expect(neighbour(form, 'new-3', -1)).toEqual({ to: 'new-1', at: 1 })
    expect(neighbour(form, 'new-2', 1)).toEqual({ to: 'optional', at: 0 })
  })

  it('nothing to undo changes nothing', () => {
    const state = begin(empty)
    expect(reduce(state, { type: 'undo' })).toBe(state)
    expect(reduce(state, { type: 'redo' })).toBe(state)
  })

  it('a key is never given twice, also after loading', () => {
    const state = draft(
      { type: 'add', to: 'required' },
      { type: 'load', form: empty },
      { type: 'add', to: 'required' },
    )
    expect(keys(state.form.required)).toEqual(['new-1'])
  })
})

describe('changing what a row asks', () => {
  const status = withSubject(emptyRow('r'), subject('status'))

  it('begins with the first operator', () => {
    expect(status).toMatchObject({ subject: 'status', op: 'is', values: [[]] })
  })

  it('keeps the values that fit another operator', () => {
    const chosen = withValues(status, 0, ['status_1', 'status_2'])
    const stayed = withOperator(chosen, 'stayed_at_least_days', subjects)
    expect(stayed.values).toEqual([['status_1', 'status_2'], []])
    expect(withOperator(chosen, 'changed_from_to', subjects).values).toEqual([['status_1'], []])
  })

  it('does not mistake days for a status', () => {
    const days = withValues(withOperator(status, 'stayed_at_least_days', subjects), 1, ['3'])
    expect(withOperator(days, 'is', subjects).values).toEqual([[]])
    expect(unfinished(days, subjects)).toBe(true)
  })

  it('yes or no is never neither', () => {
    const row = withSubject(emptyRow('r'), subject('field:field_3'))
    expect(row.values).toEqual([['yes']])
    expect(unfinished(row, subjects)).toBe(false)
  })

  it('"or is not set" stays from one negative operator to another', () => {
    const city = withSubject(emptyRow('r'), subject('field:field_1'))
    const not = withOrNotSet(withOperator(city, 'not_equals', subjects), true, subjects)
    expect(not.op).toBe('not_equals_or_not_set')
    expect(withOperator(not, 'not_contains', subjects).op).toBe('not_contains_or_not_set')
    expect(withOperator(not, 'equals', subjects).op).toBe('equals')
    expect(withOrNotSet(not, false, subjects).op).toBe('not_equals')
    expect(withOrNotSet(city, true, subjects)).toBe(city)
  })

  it('the same subject again changes nothing', () => {
    const chosen = withValues(status, 0, ['status_1'])
    expect(withSubject(chosen, subject('status'))).toBe(chosen)
  })

  it('what is broken is not unfinished: it has a problem', () => {
    expect(unfinished({ ...status, op: 'was_once' }, subjects)).toBe(false)
  })
})

describe('values and slots', () => {
  const slots = (key: string, op: string) => subject(key).ops.find((o) => o.op === op)?.slots ?? []
  it.each<[string, string, string[], string[][]]>([
    ['status', 'is', ['a', 'b'], [['a', 'b']]],
    ['status', 'stayed_at_least_days', ['a', 'b', '3'], [['a', 'b'], ['3']]],
    ['status', 'changed_from_to', ['a', 'b'], [['a'], ['b']]],
    ['field:field_2', 'between', ['1', '2'], [['1'], ['2']]],
    ['field:field_1', 'is_set', [], []],
  ])('%s %s %j', (key, op, values, split) => {
    expect(splitValues(slots(key, op), values)).toEqual(split)
    expect(joinValues(slots(key, op), split)).toEqual(values)
  })

  it('an empty slot for one value keeps its place', () => {
    expect(joinValues(slots('field:field_2', 'between'), [[], ['2']])).toEqual(['', '2'])
  })
})
