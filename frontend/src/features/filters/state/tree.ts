import type { crm, filter } from '@wails/go/models'
import type { Problem } from '@/lib/api/client'
import {
  type Branch,
  type Form,
  joinValues,
  listOf,
  operatorOf,
  type Row,
  splitValues,
} from './form'
import { height, mostDepth } from './places'

/** A tree made from a form, and which row or group each place in it is. */
export interface Placed {
  tree: crm.Group
  /** The keys of the conditions and groups by their place: "groups[0].conditions[2]". */
  places: Map<string, string>
}

/** Reads a saved tree into the two lists: the first group of which any holds is the optional one. */
export function toForm(name: string, tree: crm.Group, subjects: filter.Subject[]): Form {
  let n = 0
  const key = () => `saved-${n++}`
  const row = (c: crm.Condition): Row => readRow(key(), c, subjects)
  const branch = (group: crm.Group): Branch => ({
    key: key(),
    any: group.any,
    rows: group.conditions.map(row),
    groups: group.groups.filter(asks).map(branch),
  })
  // An "any" root is one optional group of an "all" root that asks nothing else.
  const root = tree.any ? { any: false, conditions: [], groups: [tree] } : tree
  const optional = root.groups.find((g) => g.any && asks(g))
  const rest = root.groups.filter((g) => g !== optional && asks(g))
  return {
    name,
    required: listOf('required', root.conditions.map(row), rest.map(branch)),
    optional: optional ? { ...branch(optional), key: 'optional' } : listOf('optional'),
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
  const { required, optional } = form
  const places = new Map<string, string>()
  const group = (branch: Branch, path: string): crm.Group => {
    places.set(path, branch.key)
    const below = path ? `${path}.` : ''
    const rows = branch.rows.filter(wanted)
    const groups = branch.groups.filter((g) => wants(g, wanted))
    return {
      any: branch.any,
      conditions: rows.map((row, i) => {
        places.set(`${below}conditions[${i}]`, row.key)
        return toCondition(row, subjects)
      }),
      groups: groups.map((g, i) => group(g, `${below}groups[${i}]`)),
    }
  }
  const hasOptional = wants(optional, wanted)
  // As deep as a tree may be, only as its root: so it came, and so it goes.
  if (hasOptional && !wants(required, wanted) && height(optional) === mostDepth) {
    return { tree: group(optional, ''), places }
  }
  const root = {
    ...required,
    groups: hasOptional ? [optional, ...required.groups] : required.groups,
  }
  const tree = group(root, '')
  places.delete('')
  return { tree, places }
}

function wants(branch: Branch, wanted: (row: Row) => boolean): boolean {
  return branch.rows.some(wanted) || branch.groups.some((g) => wants(g, wanted))
}

function toCondition(row: Row, subjects: filter.Subject[]): crm.Condition {
  const slots = operatorOf(row, subjects)?.slots ?? []
  const { subject, field, op } = row
  return { subject, field, op, values: joinValues(slots, row.values) }
}

/** What is said of places in the tree by the key of the row or group; "" holds the rest. */
export function byKey<T>(said: T[], pathsOf: (one: T) => string[], places: Map<string, string>) {
  const found = new Map<string, T[]>()
  for (const one of said) {
    for (const path of pathsOf(one)) {
      const key = keyAt(path.replace(/^tree\.?/, ''), places)
      const list = found.get(key)
      if (!list) found.set(key, [one])
      else if (!list.includes(one)) list.push(one)
    }
  }
  return found
}

/** The problems of each row or group by its key; "" holds those of the whole filter. */
export function problemsByKey(problems: Problem[], places: Map<string, string>) {
  return byKey(problems, (p) => [p.path], places)
}

// The nearest thing around a place that is on the screen.
function keyAt(path: string, places: Map<string, string>): string {
  for (let at = path; at; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
    const key = places.get(at) ?? places.get(at.replace(/\.?values.*$/, ''))
    if (key) return key
  }
  return ''
}

/** Whether two forms would be saved as the same filter. */
export function sameFilter(a: Form, b: Form, subjects: filter.Subject[]): boolean {
  const said = (form: Form) => JSON.stringify([form.name, toTree(form, subjects).tree])
  return a === b || said(a) === said(b)
}
