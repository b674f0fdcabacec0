import type { crm, filter } from '@wails/go/models'
import type { Problem } from '@/lib/api/client'
import { type Form, joinValues, type Kept, operatorOf, type Row, splitValues } from './form'

/** A tree made from a form, and which row or group each place in it is. */
export interface Placed {
  tree: crm.Group
  /** The keys of the conditions and groups by their place: "groups[0].conditions[2]". */
  places: Map<string, string>
}

/** Reads a saved tree into the two lists; what they cannot show is kept. */
export function toForm(name: string, tree: crm.Group, subjects: filter.Subject[]): Form {
  let n = 0
  const key = () => `saved-${n++}`
  // An "any" root is one optional group of an "all" root that asks nothing else.
  const root = tree.any ? { any: false, conditions: [], groups: [tree] } : tree
  const optional = root.groups.find((g) => g.any && g.groups.length === 0)
  const row = (c: crm.Condition): Row => readRow(key(), c, subjects)
  return {
    name,
    required: root.conditions.map(row),
    optional: optional?.conditions.map(row) ?? [],
    kept: root.groups
      .filter((g) => g !== optional && asks(g))
      .map((group) => ({ key: key(), group })),
  }
}

// A group without conditions is as if it were not there.
function asks(group: crm.Group): boolean {
  return group.conditions.length > 0 || group.groups.some(asks)
}

function readRow(key: string, c: crm.Condition, subjects: filter.Subject[]): Row {
  const row: Row = { key, subject: c.subject, field: c.field, op: c.op, values: [] }
  const slots = operatorOf(row, subjects)?.slots ?? []
  return { ...row, values: splitValues(slots, c.values) }
}

/** The tree of a form, of those rows that are wanted. */
export function toTree(
  form: Form,
  subjects: filter.Subject[],
  wanted: (row: Row) => boolean = () => true,
): Placed {
  const places = new Map<string, string>()
  const conditions = (rows: Row[], group: string) =>
    rows.filter(wanted).map((row, i) => {
      places.set(`${group}conditions[${i}]`, row.key)
      return toCondition(row, subjects)
    })
  const required = conditions(form.required, '')
  const optional = conditions(form.optional, 'groups[0].')
  const groups: crm.Group[] =
    optional.length > 0 ? [{ any: true, conditions: optional, groups: [] }] : []
  for (const { key, group } of form.kept) {
    places.set(`groups[${groups.length}]`, key)
    groups.push(group)
  }
  return { tree: { any: false, conditions: required, groups }, places }
}

function toCondition(row: Row, subjects: filter.Subject[]): crm.Condition {
  const slots = operatorOf(row, subjects)?.slots ?? []
  const { subject, field, op } = row
  return { subject, field, op, values: joinValues(slots, row.values) }
}

/** The problems of each row or kept group by its key; "" holds those of the whole filter. */
export function problemsByKey(problems: Problem[], places: Map<string, string>) {
  const found = new Map<string, Problem[]>()
  for (const problem of problems) {
    const key = keyAt(problem.path.replace(/^tree\.?/, ''), places)
    found.set(key, [...(found.get(key) ?? []), problem])
  }
  return found
}

function keyAt(path: string, places: Map<string, string>): string {
  for (const [place, key] of places) {
    if (path === place || path.startsWith(`${place}.`)) return key
  }
  return ''
}

/** Whether two forms would be saved as the same filter. */
export function sameFilter(a: Form, b: Form, subjects: filter.Subject[]): boolean {
  const said = (form: Form) => JSON.stringify([form.name, toTree(form, subjects).tree])
  return a === b || said(a) === said(b)
}

/** A copy of a kept group without its key, for asking what it means. */
export function treeOfKept(kept: Kept): crm.Group {
  return { any: false, conditions: [], groups: [kept.group] }
}
