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
import type { Draft, DraftStep, SavedSequence, Settings, StepFields, StepKind } from './draft'
import { fieldsOf, newStep, sameFields, sameSettings, settingsOf } from './draft'
import type { Sending } from './unsaved'
import { isDirty } from './unsaved'

/** The builder: what is saved, what is being edited, and the way back. */
export interface BuilderState extends History<Draft> {
  id: string
  product: string
  revision: number
  /** An active automation is read-only. */
  readOnly: boolean
  saved: Draft
  /** The backend's ids of the saved steps, by key. */
  ids: Readonly<Record<string, string>>
  selected: string
  nextKey: number
  /** What somebody else saved meanwhile, until this person decides. */
  newer: SavedSequence | null
}

/** What can happen in the builder. */
export type BuilderAction =
  | { do: 'add'; kind: StepKind; at: number }
  | { do: 'move'; key: string; to: number }
  | { do: 'change'; key: string; patch: Partial<StepFields> }
  | { do: 'copy'; key: string }
  | { do: 'remove'; key: string }
  | { do: 'settings'; patch: Partial<Settings> }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'select'; key: string }
  | { do: 'saved'; sequence: SavedSequence; sent: Sending }
  | { do: 'fresh'; sequence: SavedSequence }
  | { do: 'take theirs' }
  | { do: 'keep mine' }
  | { do: 'discard' }

/** The builder of a saved automation, with nothing edited yet. */
export function open(sequence: SavedSequence): BuilderState {
  const steps: DraftStep[] = []
  const ids: Record<string, string> = {}
  for (const step of sequence.steps) {
    steps.push({ key: step.id, ...fieldsOf(step) })
    ids[step.id] = step.id
  }
  const draft: Draft = { settings: settingsOf(sequence), steps }
  return {
    id: sequence.id,
    product: sequence.product,
    revision: sequence.revision,
    readOnly: sequence.state !== 'inactive',
    saved: draft,
    ids,
    draft,
    ...noHistory,
    selected: steps[0]?.key ?? '',
    nextKey: 1,
    newer: null,
  }
}

/** What an action makes of the builder. It never changes what it was given. */
export function reduce(state: BuilderState, action: BuilderAction): BuilderState {
  switch (action.do) {
    case 'select':
      return { ...state, selected: action.key }
    case 'saved':
      return afterSave(state, action.sequence, action.sent)
    case 'fresh':
      return afterFresh(state, action.sequence)
    case 'take theirs':
      return state.newer ? open(state.newer) : state
    case 'keep mine':
      return state.newer ? keepMine(state, state.newer) : state
    case 'discard':
      return discard(state)
    default:
      return state.readOnly ? state : edit(state, action)
  }
}

type Edit = Exclude<
  BuilderAction,
  { do: 'select' | 'saved' | 'fresh' | 'take theirs' | 'keep mine' | 'discard' }
>

function edit(state: BuilderState, action: Edit): BuilderState {
  switch (action.do) {
    case 'add':
      return add(state, action.kind, action.at)
    case 'move':
      return withSteps(state, moved(state.draft.steps, action.key, action.to))
    case 'change':
      return change(state, action.key, action.patch)
    case 'copy':
      return copy(state, action.key)
    case 'remove':
      return remove(state, action.key)
    case 'settings':
      return settings(state, action.patch)
    case 'undo':
      return jump(state, undone(state))
    case 'redo':
      return jump(state, redone(state))
  }
}

function add(state: BuilderState, kind: StepKind, at: number): BuilderState {
  const steps = state.draft.steps
  const place = Math.max(0, Math.min(at, steps.length))
  const step = newStep(`new-${state.nextKey}`, kind, place === 0)
  return insert(state, step, place)
}

function copy(state: BuilderState, key: string): BuilderState {
  const at = state.draft.steps.findIndex((step) => step.key === key)
  const original = state.draft.steps[at]
  if (!original) return state
  return insert(state, { ...original, key: `new-${state.nextKey}` }, at + 1)
}

function insert(state: BuilderState, step: DraftStep, at: number): BuilderState {
  const steps = [...state.draft.steps]
  steps.splice(at, 0, step)
  const next = withSteps(state, steps)
  return { ...next, selected: step.key, nextKey: state.nextKey + 1 }
}

function remove(state: BuilderState, key: string): BuilderState {
  const at = state.draft.steps.findIndex((step) => step.key === key)
  if (at < 0) return state
  const steps = state.draft.steps.filter((step) => step.key !== key)
  const neighbour = steps[Math.min(at, steps.length - 1)]
  const selected = state.selected === key ? (neighbour?.key ?? '') : state.selected
  return { ...withSteps(state, steps), selected }
}

function change(state: BuilderState, key: string, patch: Partial<StepFields>): BuilderState {
  const steps = state.draft.steps.map((step) => (step.key === key ? { ...step, ...patch } : step))
  if (steps.every((step, i) => step === state.draft.steps[i])) return state
  return edited(state, { ...state.draft, steps }, `${key} ${touchedIn(patch)}`)
}

function settings(state: BuilderState, patch: Partial<Settings>): BuilderState {
  const draft = { ...state.draft, settings: { ...state.draft.settings, ...patch } }
  return edited(state, draft, `settings ${touchedIn(patch)}`)
}

function withSteps(state: BuilderState, steps: readonly DraftStep[]): BuilderState {
  return steps === state.draft.steps ? state : edited(state, { ...state.draft, steps }, '')
}

/** Goes to another moment; what came or changed there is chosen, so that one sees it. */
function jump(from: BuilderState, to: BuilderState): BuilderState {
  if (to === from) return from
  const came = onlyNew(from.draft.steps, to.draft.steps)
  return settle({ ...to, selected: came?.key ?? to.selected })
}

/** After a jump in time: the selection must exist, and typing starts a new edit. */
function settle(state: BuilderState): BuilderState {
  const there = state.draft.steps.some((step) => step.key === state.selected)
  const selected = there ? state.selected : (state.draft.steps[0]?.key ?? '')
  return { ...state, selected, touched: '' }
}

/**
 * Takes over what a save answered: the answer's steps stand in the order sent.
 * What was edited while the save was under way stays an unsaved edit.
 */
function afterSave(state: BuilderState, sequence: SavedSequence, sent: Sending): BuilderState {
  const next = withSaved(state, sequence, sent.keys)
  const answered = new Map(next.saved.steps.map((step) => [step.key, step]))
  const asSent = new Map(sent.payload.steps.map((step, i) => [sent.keys[i], fieldsOf(step)]))
  const steps = state.draft.steps.map((step) => {
    const answer = answered.get(step.key)
    const fields = asSent.get(step.key)
    return answer && fields && sameFields({ key: '', ...fields }, step) ? answer : step
  })
  const untouched = sameSettings(settingsOf(sent.payload), state.draft.settings)
  const settings = untouched ? next.saved.settings : state.draft.settings
  return { ...next, draft: { settings, steps } }
}

function withSaved(
  state: BuilderState,
  sequence: SavedSequence,
  keys: readonly string[],
): BuilderState {
  const ids: Record<string, string> = {}
  const steps = sequence.steps.map((step, i) => {
    const key = keys[i] ?? step.id
    ids[key] = step.id
    return { key, ...fieldsOf(step) }
  })
  return {
    ...state,
    revision: sequence.revision,
    readOnly: sequence.state !== 'inactive',
    saved: { settings: settingsOf(sequence), steps },
    ids,
    touched: '',
    newer: null,
  }
}

/** Takes over what the backend has now, unless that would throw away edits. */
function afterFresh(state: BuilderState, sequence: SavedSequence): BuilderState {
  const readOnly = sequence.state !== 'inactive'
  if (sequence.id !== state.id) return open(sequence)
  if (sequence.revision === state.revision) {
    return readOnly === state.readOnly ? state : { ...state, readOnly }
  }
  if (sequence.revision < state.revision) return state
  if (isDirty(state)) return { ...state, newer: sequence }
  const fresh = open(sequence)
  const there = fresh.draft.steps.some((step) => step.key === state.selected)
  return there ? { ...fresh, selected: state.selected } : fresh
}

/** Keeps the draft, to be saved over what somebody else saved. */
function keepMine(state: BuilderState, theirs: SavedSequence): BuilderState {
  const known = new Map(Object.entries(state.ids).map(([key, id]) => [id, key]))
  const keys = theirs.steps.map((step) => known.get(step.id) ?? step.id)
  return withSaved(state, theirs, keys)
}

/** Goes back to what is saved; the edits are gone for good. */
function discard(state: BuilderState): BuilderState {
  return settle({ ...state, draft: state.saved, past: null, future: null, newer: null })
}
