import {
  edited,
  type History,
  moved,
  noHistory,
  onlyNew,
  redone,
  touchedIn,
  undone,
} from '@/lib/history/history'
import type { DraftField, FieldParts, FormDraft, SavedForm, Settings } from './draft'
import { draftOf, fieldOf, sameField, sameSettings } from './draft'

/** The builder of a form: what is saved, what is being edited, and the way back. */
export interface FormState extends History<FormDraft> {
  /** "" until it is saved for the first time. */
  id: string
  revision: number
  saved: FormDraft
  /** The key of the field that is edited; "" for none. */
  selected: string
  nextKey: number
  /** What somebody else saved meanwhile, until this person decides. */
  newer: SavedForm | null
}

/** What can happen in the builder. */
export type FormAction =
  | { do: 'add'; field: FieldParts; at: number }
  | { do: 'move'; key: string; to: number }
  | { do: 'change'; key: string; patch: Partial<FieldParts> }
  | { do: 'remove'; key: string }
  | { do: 'settings'; patch: Partial<Settings> }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'select'; key: string }
  | { do: 'saved'; form: SavedForm; sent: FormDraft }
  | { do: 'fresh'; form: SavedForm }
  | { do: 'take theirs' }
  | { do: 'keep mine' }

/** The builder of a form, with nothing edited yet. */
export function open(form: SavedForm): FormState {
  const draft = draftOf(form)
  return {
    id: form.id,
    revision: form.revision,
    saved: draft,
    draft,
    ...noHistory,
    selected: '',
    nextKey: 1,
    newer: null,
  }
}

/** What an action makes of the builder. It never changes what it was given. */
export function reduce(state: FormState, action: FormAction): FormState {
  switch (action.do) {
    case 'select':
      return { ...state, selected: action.key }
    case 'add':
      return add(state, action.field, action.at)
    case 'move':
      return withFields(state, moved(state.draft.fields, action.key, action.to))
    case 'change':
      return change(state, action.key, action.patch)
    case 'remove':
      return remove(state, action.key)
    case 'settings':
      return settings(state, action.patch)
    case 'undo':
      return jump(state, undone(state))
    case 'redo':
      return jump(state, redone(state))
    case 'saved':
      return afterSave(state, action.form, action.sent)
    case 'fresh':
      return afterFresh(state, action.form)
    case 'take theirs':
      return state.newer ? open(state.newer) : state
    case 'keep mine':
      return state.newer ? keepMine(state, state.newer) : state
  }
}

/** Whether anything differs from what is saved; what was never saved does. */
export function isDirty({ id, draft, saved }: FormState): boolean {
  if (id === '') return true
  if (draft === saved) return false
  const { fields } = draft
  if (!sameSettings(draft.settings, saved.settings)) return true
  if (fields === saved.fields) return false
  return (
    fields.length !== saved.fields.length ||
    fields.some((field, i) => !sameField(field, saved.fields[i]))
  )
}

// A value of the card or the client is asked for once: adding it again leads to the field that does.
function add(state: FormState, field: FieldParts, at: number): FormState {
  const there = state.draft.fields.find((other) => other.source === field.source)
  if (there) return { ...state, selected: there.key }
  const fields = [...state.draft.fields]
  const key = `new-${state.nextKey}`
  fields.splice(Math.max(0, Math.min(at, fields.length)), 0, { key, ...field })
  return { ...withFields(state, fields), selected: key, nextKey: state.nextKey + 1 }
}

function remove(state: FormState, key: string): FormState {
  const at = state.draft.fields.findIndex((field) => field.key === key)
  if (at < 0) return state
  const fields = state.draft.fields.filter((field) => field.key !== key)
  const neighbour = fields[Math.min(at, fields.length - 1)]
  const selected = state.selected === key ? (neighbour?.key ?? '') : state.selected
  return { ...withFields(state, fields), selected }
}

function change(state: FormState, key: string, patch: Partial<FieldParts>): FormState {
  const fields = state.draft.fields.map((f) => (f.key === key ? { ...f, ...patch } : f))
  if (fields.every((field, i) => field === state.draft.fields[i])) return state
  return edited(state, { ...state.draft, fields }, `${key} ${touchedIn(patch)}`)
}

function settings(state: FormState, patch: Partial<Settings>): FormState {
  const before = state.draft.settings
  const after = { ...before, ...patch }
  if (sameSettings(before, after)) return state
  return edited(state, { ...state.draft, settings: after }, `settings ${differing(before, after)}`)
}

/** The names of what differs, also inside of the groups: "consent.wording". */
function differing(before: object, after: object): string {
  const names: string[] = []
  const old = before as Record<string, unknown>
  for (const [name, value] of Object.entries(after)) {
    if (JSON.stringify(old[name]) === JSON.stringify(value)) continue
    const group = value !== null && typeof value === 'object' && !Array.isArray(value)
    names.push(group ? `${name}.${differing(old[name] as object, value)}` : name)
  }
  return names.join(' ')
}

function withFields(state: FormState, fields: readonly DraftField[]): FormState {
  return fields === state.draft.fields ? state : edited(state, { ...state.draft, fields }, '')
}

/** Goes to another moment; a field that came or changed there is chosen, so that one sees it. */
function jump(from: FormState, to: FormState): FormState {
  if (to === from) return from
  const { fields } = to.draft
  const wanted = onlyNew(from.draft.fields, fields)?.key ?? to.selected
  return { ...to, selected: fields.some((field) => field.key === wanted) ? wanted : '' }
}

/** Takes over what a save answered; what was edited while it was under way stays an unsaved edit. */
function afterSave(state: FormState, form: SavedForm, sent: FormDraft): FormState {
  const keys = sent.fields.map((field) => field.key)
  const next = withSaved(state, form, keys)
  const answered = new Map(next.saved.fields.map((field) => [field.key, field]))
  const asSent = new Map(sent.fields.map((field) => [field.key, field]))
  const fields = state.draft.fields.map((field) => {
    const answer = answered.get(field.key)
    return answer && sameField(field, asSent.get(field.key)) ? answer : field
  })
  const untouched = sameSettings(sent.settings, state.draft.settings)
  const settings = untouched ? next.saved.settings : state.draft.settings
  return { ...next, draft: { settings, fields } }
}

function withSaved(state: FormState, form: SavedForm, keys: readonly string[]): FormState {
  const { settings } = draftOf(form)
  const fields = form.fields.map((field, i) => ({
    key: keys[i] ?? field.source,
    ...fieldOf(field),
  }))
  return {
    ...state,
    id: form.id,
    revision: form.revision,
    saved: { settings, fields },
    touched: '',
    newer: null,
  }
}

/** Takes over what the backend has now, unless that would throw away edits. */
function afterFresh(state: FormState, form: SavedForm): FormState {
  if (form.id !== state.id || form.revision <= state.revision) return state
  if (isDirty(state)) return { ...state, newer: form }
  return { ...open(form), selected: '' }
}

/** Keeps the draft, to be saved over what somebody else saved. */
function keepMine(state: FormState, theirs: SavedForm): FormState {
  const known = new Map(state.draft.fields.map((field) => [field.source, field.key]))
  const keys = theirs.fields.map((field) => known.get(field.source) ?? `theirs-${field.source}`)
  return withSaved(state, theirs, keys)
}
