import type { crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { subjects } from './catalogue-fixture'
import { withOperator, withOrNotSet, withSubject, withValues } from './edits'
import { type Branch, emptyRow, type Form, listOf, type Row, unfinished } from './form'
import { problemsByKey, sameFilter, toForm, toTree } from './tree'

const is = (...values: string[]): crm.Condition => ({
  subject: 'status',
  field: '',
  op: 'is',
  values,
})
const price = (op: string, ...values: string[]): crm.Condition => ({
  subject: 'field',
  field: 'field_2',
  op,
  values,
})
const all = (conditions: crm.Condition[], ...groups: crm.Group[]): crm.Group => ({
  any: false,
  conditions,
  groups,
})
const any = (conditions: crm.Condition[], ...groups: crm.Group[]): crm.Group => ({
  any: true,
  conditions,
  groups,
})
const again = (tree: crm.Group) => toTree(toForm('F', tree, subjects), subjects).tree

describe('a saved tree comes back as it was', () => {
  const stayed = { ...is('status_1', 'status_2', '3'), op: 'stayed_at_least_days' }
  it.each<[string, crm.Group]>([
    ['required only', all([is('status_1', 'status_2'), price('gt', '12.5')])],
    ['required and optional', all([is('status_1')], any([price('between', '1', '2'), stayed]))],
    ['optional only', all([], any([is('status_1'), is('status_2')]))],
    ['deeper groups', all([is('status_1')], any([stayed]), any([], all([is('status_2')])))],
    ['a second any group', all([], any([is('status_1')]), any([stayed]))],
    ['an operator that is gone', all([price('was_once', 'a', 'b', 'c')])],
    ['a field that is gone', all([{ ...price('gt', '1'), field: 'field_99' }])],
    ['too many values', all([price('gt', '1', '2', '3')])],
  ])('%s', (_, tree) => {
    expect(again(tree)).toEqual(tree)
  })

  it('a root of which any holds becomes optional conditions', () => {
    const tree = any([is('status_1'), price('gt', '1')])
    expect(again(tree)).toEqual(all([], tree))
  })

  it('nothing of a deep root of which any holds is lost', () => {
    const tree = any([is('status_1')], all([price('gt', '1')]))
    expect(again(tree)).toEqual(all([], tree))
  })

  it('a root of which any holds stays the root where it would lie too deep below one', () => {
    const deep = (n: number): crm.Group => (n === 1 ? all([is('status_1')]) : all([], deep(n - 1)))
    const tree = any([is('status_2')], deep(4))
    expect(again(tree)).toEqual(tree)
  })

  it('groups that ask nothing are left out', () => {
    const tree = all([is('status_1')], any([], all([])), all([]), any([is('status_2')]))
    expect(again(tree)).toEqual(all([is('status_1')], any([is('status_2')])))
  })
})

// Numbers that look random and are the same in every run.
function draws(seed: number) {
  let x = seed
  return (n: number) => {
    x = (x * 1103515245 + 12345) % 2147483648
    return Math.floor((x / 2147483648) * n)
  }
}

function drawRow(draw: (n: number) => number, key: string): Row {
  const subject = subjects[draw(subjects.length)]
  if (!subject) return emptyRow(key)
  let row = withSubject(emptyRow(key), subject)
  for (let i = draw(3); i > 0; i--) {
    row = withOperator(row, subject.ops[draw(subject.ops.length)]?.op ?? '', subjects)
  }
  if (draw(2)) row = withOrNotSet(row, true, subjects)
  const slots = subject.ops.find((o) => row.op.startsWith(o.op))?.slots ?? []
  slots.forEach((slot, i) => {
    const n = slot.max > 1 ? 1 + draw(3) : 1
    row = withValues(
      row,
      i,
      Array.from({ length: n }, () => `v${draw(9)}`),
    )
  })
  return row
}

it('every filter that the editor makes survives being saved', () => {
  const bare = ({ key: _, ...b }: Branch): unknown => ({
    ...b,
    rows: b.rows.map(({ key: _, ...row }) => row),
    groups: b.groups.map(bare),
  })
  for (let seed = 1; seed <= 300; seed++) {
    const draw = draws(seed)
    const rows = (n: number) => Array.from({ length: n }, (_, i) => drawRow(draw, `r${i}`))
    const groups = (depth: number): Branch[] =>
      Array.from({ length: depth > 4 ? 0 : draw(3) }, (_, i) => ({
        key: `g${i}`,
        any: draw(2) === 1,
        rows: rows(1 + draw(2)),
        groups: groups(depth + 1),
      }))
    const form: Form = {
      name: 'F',
      required: listOf('required', rows(draw(4)), groups(2)),
      optional: listOf('optional', rows(1 + draw(3)), groups(3)),
    }
    const back = toForm('F', toTree(form, subjects).tree, subjects)
    expect(bare(back.required)).toEqual(bare(form.required))
    expect(bare(back.optional)).toEqual(bare(form.optional))
    expect(sameFilter(back, form, subjects)).toBe(true)
  }
})

describe('problems find their row', () => {
  const tree = all([is('status_1')], any([is('status_2')]), any([], all([is('x')])))
  const form = toForm('F', tree, subjects)
  const problem = (path: string) => ({ path, key: 'filter.problem.date' })

  it.each([
    ['conditions[0].values[0]', form.required.rows[0]?.key],
    ['tree.conditions[0].op', form.required.rows[0]?.key],
    ['groups[0].conditions[0].values', form.optional.rows[0]?.key],
    [
      'groups[1].groups[0].conditions[0].values[0]',
      form.required.groups[0]?.groups[0]?.rows[0]?.key,
    ],
    ['groups[1].groups[0]', form.required.groups[0]?.groups[0]?.key],
    ['groups[1].groups[0].groups[0].groups[0]', form.required.groups[0]?.groups[0]?.key],
    ['', ''],
    ['tree', ''],
    ['name', ''],
  ])('%s', (path, key) => {
    const { places } = toTree(form, subjects)
    expect([...problemsByKey([problem(path)], places).keys()]).toEqual([key])
  })

  it('also when a row before it is left out', () => {
    const rows = [emptyRow('new-0'), ...form.required.rows]
    const more = { ...form, required: listOf('required', rows, form.required.groups) }
    const { places } = toTree(more, subjects, (row) => !unfinished(row, subjects))
    const found = problemsByKey([problem('conditions[0].op')], places)
    expect([...found.keys()]).toEqual([form.required.rows[0]?.key])
  })
})
