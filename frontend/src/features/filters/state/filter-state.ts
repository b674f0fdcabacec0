import { type Branch, emptyRow, type Form, type Row } from './form'
import { branchOf, holderOf, withBranch, withoutEmpty } from './places'

/** The draft of a filter, with what it was before each change. */
export interface FilterState {
  form: Form
  past: Form[]
  future: Form[]
  /** What the last change was about: typing on is the same change. */
  last: string
  /** Counts the rows and groups ever made, for their keys. */
  made: number
}

/** Everything that can be done to a draft. */
export type FilterAction =
  | { type: 'load'; form: Form }
  | { type: 'name'; name: string }
  | { type: 'add'; to: string }
  | { type: 'addGroup'; to: string }
  | { type: 'any'; key: string; any: boolean }
  | { type: 'change'; row: Row }
  | { type: 'remove'; key: string }
  | { type: 'duplicate'; key: string }
  | { type: 'move'; key: string; to: string; at: number }
  | { type: 'wrap'; key: string }
  | { type: 'put'; to: string; at?: number; rows: Row[]; groups: Branch[] }
  | { type: 'example'; name: string; rows: Row[] }
  | { type: 'dissolve'; key: string }
  | { type: 'undo' }
  | { type: 'redo' }

const depth = 100

/** A draft that nobody has touched. */
export function begin(form: Form): FilterState {
  return { form, past: [], future: [], last: '', made: 0 }
}

/** The draft after an action. */
export function reduce(state: FilterState, action: FilterAction): FilterState {
  const { form } = state
  const made = { key: `new-${state.made}`, inside: `new-${state.made + 1}` }
  const changed = (next: Form, about: string, more = 0) => change(state, next, about, more)
  switch (action.type) {
    case 'load':
      return { ...begin(action.form), made: state.made }
    case 'name':
      return changed({ ...form, name: action.name }, 'name')
    case 'add':
      return changed(addRow(form, action.to, emptyRow(made.key)), `add ${made.key}`, 1)
    case 'addGroup':
      return changed(addGroup(form, action.to, made), `add ${made.key}`, 2)
    case 'any':
      return changed(
        withBranch(form, action.key, (b) => ({ ...b, any: action.any })),
        `any ${action.key}`,
      )
    case 'change':
      return changed(putRow(form, action.row), `change ${action.row.key}`)
    case 'remove':
      return changed(withoutEmpty(taken(form, action.key)), `remove ${action.key}`)
    case 'duplicate':
      return duplicate(state, action.key)
    case 'move':
      return changed(moved(form, action.key, action.to, action.at), `move ${action.key}`)
    case 'wrap':
      return changed(wrapped(form, action.key, made.key), `wrap ${action.key}`, 1)
    case 'put':
      return put(state, action)
    case 'example':
      return example(state, action.name, action.rows)
    case 'dissolve':
      return changed(dissolved(form, action.key), `dissolve ${action.key}`)
    case 'undo':
      return travel(state, state.past, 'past')
    case 'redo':
      return travel(state, state.future, 'future')
  }
}

function addRow(form: Form, to: string, row: Row): Form {
  return withBranch(form, to, (b) => ({ ...b, rows: [...b.rows, row] }))
}

// A group is worth having where it asks the other way round.
function addGroup(form: Form, to: string, made: { key: string; inside: string }): Form {
  return withBranch(form, to, (b) => {
    const group = { key: made.key, any: !b.any, rows: [emptyRow(made.inside)], groups: [] }
    return { ...b, groups: [...b.groups, group] }
  })
}

function putRow(form: Form, row: Row): Form {
  const holder = holderOf(form, row.key)
  if (!holder) return form
  return withBranch(form, holder.branch.key, (b) => ({
    ...b,
    rows: b.rows.map((r) => (r.key === row.key ? row : r)),
  }))
}

function taken(form: Form, key: string): Form {
  const holder = holderOf(form, key)
  if (!holder) return form
  return withBranch(form, holder.branch.key, (b) => ({
    ...b,
    rows: b.rows.filter((r) => r.key !== key),
    groups: b.groups.filter((g) => g.key !== key),
  }))
}

/** A row moves to a place among the rows of a branch, a group to the end of its groups. */
function moved(form: Form, key: string, to: string, at: number): Form {
  const holder = holderOf(form, key)
  const row = holder?.branch.rows.find((r) => r.key === key)
  const group = holder?.branch.groups.find((g) => g.key === key)
  if (!holder || (group && within(group, to))) return form
  const without = taken(form, key)
  const put = withBranch(without, to, (b) =>
    row
      ? { ...b, rows: b.rows.toSpliced(at, 0, row) }
      : { ...b, groups: group ? b.groups.toSpliced(at, 0, group) : b.groups },
  )
  return withoutEmpty(put)
}

function within(branch: Branch, key: string): boolean {
  return branch.key === key || branch.groups.some((g) => within(g, key))
}

function wrapped(form: Form, key: string, made: string): Form {
  const holder = holderOf(form, key)
  const row = holder?.branch.rows.find((r) => r.key === key)
  if (!holder || !row) return form
  const group = { key: made, any: !holder.branch.any, rows: [row], groups: [] }
  return withBranch(taken(form, key), holder.branch.key, (b) => ({
    ...b,
    groups: [...b.groups, group],
  }))
}

function dissolved(form: Form, key: string): Form {
  const holder = holderOf(form, key)
  const group = branchOf(form, key)?.branch
  if (!holder || !group) return form
  return withBranch(taken(form, key), holder.branch.key, (b) => ({
    ...b,
    rows: [...b.rows, ...group.rows],
    groups: b.groups.toSpliced(holder.at, 0, ...group.groups),
  }))
}

function duplicate(state: FilterState, key: string): FilterState {
  const holder = holderOf(state.form, key)
  const row = holder?.branch.rows.find((r) => r.key === key)
  const group = holder?.branch.groups.find((g) => g.key === key)
  if (!holder) return state
  const rows = row ? [row] : []
  const groups = group ? [group] : []
  return put(state, { to: holder.branch.key, at: holder.at + 1, rows, groups })
}

interface Put {
  to: string
  /** The place among the rows, or the groups where only groups are put; without it the end. */
  at?: number
  rows: Row[]
  groups: Branch[]
}

// What comes from elsewhere, or came from here before, under new keys.
function put(state: FilterState, { to, at, rows, groups }: Put): FilterState {
  const fresh = freshKeys(state.made)
  const key = branchOf(state.form, to) ? to : 'required'
  const form = withBranch(state.form, key, (b) => ({
    ...b,
    rows: b.rows.toSpliced(at ?? b.rows.length, 0, ...rows.map(fresh.row)),
    groups: b.groups.toSpliced(
      rows.length > 0 ? b.groups.length : (at ?? b.groups.length),
      0,
      ...groups.map(fresh.branch),
    ),
  }))
  return change(state, form, `put ${state.made}`, fresh.made())
}

// An example begins a filter: it stands alone, and names what has no name yet.
function example(state: FilterState, name: string, rows: Row[]): FilterState {
  const fresh = freshKeys(state.made)
  const { form } = state
  const required = { ...form.required, rows: rows.map(fresh.row) }
  return change(
    state,
    { ...form, name: form.name || name, required },
    `example ${state.made}`,
    fresh.made(),
  )
}

function freshKeys(from: number) {
  let made = 0
  const key = () => `new-${from + made++}`
  const row = (r: Row): Row => ({ ...r, key: key() })
  const branch = (b: Branch): Branch => ({
    ...b,
    key: key(),
    rows: b.rows.map(row),
    groups: b.groups.map(branch),
  })
  return { row, branch, made: () => made }
}

function change(state: FilterState, form: Form, about: string, made = 0): FilterState {
  if (form === state.form) return state
  const same = about === state.last && state.past.length > 0
  const past = same ? state.past : [...state.past, state.form].slice(-depth)
  return { form, past, future: [], last: about, made: state.made + made }
}

function travel(state: FilterState, from: Form[], side: 'past' | 'future'): FilterState {
  const form = from.at(-1)
  if (!form) return state
  const [past, future] =
    side === 'past'
      ? [from.slice(0, -1), [...state.future, state.form]]
      : [[...state.past, state.form], from.slice(0, -1)]
  return { ...state, form, past, future, last: '' }
}
