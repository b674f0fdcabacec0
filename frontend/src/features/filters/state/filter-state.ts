import { emptyRow, type Form, type List, type Row } from './form'

/** The draft of a filter, with what it was before each change. */
export interface FilterState {
  form: Form
  past: Form[]
  future: Form[]
  /** What the last change was about: typing on is the same change. */
  last: string
  /** Counts the rows ever made, for their keys. */
  made: number
}

/** Everything that can be done to a draft. */
export type FilterAction =
  | { type: 'load'; form: Form }
  | { type: 'name'; name: string }
  | { type: 'add'; list: List }
  | { type: 'change'; row: Row }
  | { type: 'remove'; key: string }
  | { type: 'move'; key: string; to: List }
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
  switch (action.type) {
    case 'load':
      return { ...begin(action.form), made: state.made }
    case 'name':
      return changed(state, { ...form, name: action.name }, 'name')
    case 'add': {
      const row = emptyRow(`new-${state.made}`)
      const next = { ...form, [action.list]: [...form[action.list], row] }
      return { ...changed(state, next, `add ${row.key}`), made: state.made + 1 }
    }
    case 'change': {
      const put = (rows: Row[]) => rows.map((r) => (r.key === action.row.key ? action.row : r))
      const next = { ...form, required: put(form.required), optional: put(form.optional) }
      return changed(state, next, `change ${action.row.key}`)
    }
    case 'remove': {
      const left = <T extends { key: string }>(list: T[]) =>
        list.filter((x) => x.key !== action.key)
      const { required, optional, kept } = form
      const next = { ...form, required: left(required), optional: left(optional), kept: left(kept) }
      return changed(state, next, `remove ${action.key}`)
    }
    case 'move':
      return moved(state, action.key, action.to)
    case 'undo':
      return travel(state, state.past, 'past')
    case 'redo':
      return travel(state, state.future, 'future')
  }
}

function moved(state: FilterState, key: string, to: List): FilterState {
  const from: List = to === 'required' ? 'optional' : 'required'
  const row = state.form[from].find((r) => r.key === key)
  if (!row) return state
  const next = {
    ...state.form,
    [from]: state.form[from].filter((r) => r !== row),
    [to]: [...state.form[to], row],
  }
  return changed(state, next, `move ${key} ${to}`)
}

function changed(state: FilterState, form: Form, about: string): FilterState {
  const same = about === state.last && state.past.length > 0
  const past = same ? state.past : [...state.past, state.form].slice(-depth)
  return { ...state, form, past, future: [], last: about }
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
