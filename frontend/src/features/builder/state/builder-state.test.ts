import { describe, expect, it } from 'vitest'
import type { BuilderAction, BuilderState } from './builder-state'
import { open, reduce } from './builder-state'
import type { SavedSequence, SavedStep, StepKind } from './draft'
import { isDirty, unsavedSteps, whole, withOneStep } from './unsaved'

function step(id: string, kind: StepKind = 'email_client', delay = 1): SavedStep {
  return {
    id,
    sequence: 'seq_1',
    position: 1,
    kind,
    timing: { delay, unit: 'days', sync: 'any', weekdays: [], from: '' },
    anchor: 'step',
    dateField: '',
    before: false,
    recipient: 'main',
    recipientField: '',
    attachPdf: false,
    template: 'tmpl_1',
    templateB: '',
    assignee: '',
    sender: '',
    purpose: 'marketing',
    lateness: 0,
    disabled: false,
  }
}

function sequence(...steps: SavedStep[]): SavedSequence {
  return {
    id: 'seq_1',
    product: 'prod_1',
    name: 'Offer follow-up',
    description: '',
    folder: 'fold_1',
    filter: 'filt_1',
    reentry: 'once',
    reentryDays: 0,
    reentryDate: '',
    runToEnd: false,
    stopOnReply: false,
    fallback: '',
    revision: 7,
    state: 'inactive',
    steps,
  }
}

const three = sequence(step('step_a'), step('step_b'), step('step_c'))

function doing(state: BuilderState, ...actions: BuilderAction[]): BuilderState {
  return actions.reduce(reduce, state)
}

const keys = (state: BuilderState) => state.draft.steps.map((s) => s.key)

/** What the backend would answer: the steps sent, with ids for the new ones. */
function answer(state: BuilderState, sent: ReturnType<typeof whole>): SavedSequence {
  const steps = sent.payload.steps.map((s, i) => ({ ...s, id: s.id || `step_new${i + 1}` }))
  return {
    ...sequence(...steps),
    ...sent.payload,
    state: 'inactive',
    revision: state.revision + 1,
    steps,
  }
}

describe('editing the list of steps', () => {
  it('opens with nothing to save and the first step chosen', () => {
    const state = open(three)
    expect(isDirty(state)).toBe(false)
    expect(state.selected).toBe('step_a')
  })

  it('puts a new step where it was dropped and chooses it', () => {
    const state = doing(open(three), { do: 'add', kind: 'sms_client', at: 1 })
    expect(keys(state)).toEqual(['step_a', 'new-1', 'step_b', 'step_c'])
    expect(state.selected).toBe('new-1')
    expect([...unsavedSteps(state)]).toEqual(['new-1'])
  })

  it.each([
    ['down to the end', 'step_a', 2, ['step_b', 'step_c', 'step_a']],
    ['up to the start', 'step_c', 0, ['step_c', 'step_a', 'step_b']],
    ['beyond the end', 'step_a', 9, ['step_b', 'step_c', 'step_a']],
    ['before the start', 'step_b', -1, ['step_b', 'step_a', 'step_c']],
  ])('moves a step %s', (_, key, to, expected) => {
    const state = doing(open(three), { do: 'move', key, to })
    expect(keys(state)).toEqual(expected)
    expect(unsavedSteps(state).size).toBe(1)
  })

  it('marks only the step that was moved', () => {
    const state = doing(open(three), { do: 'move', key: 'step_a', to: 2 })
    expect([...unsavedSteps(state)]).toEqual(['step_a'])
  })

  it('does not note a change of a step that is gone', () => {
    const state = doing(open(three), { do: 'change', key: 'step_x', patch: { lateness: 5 } })
    expect(state.past).toBeNull()
  })

  it.each<[StepKind, unknown]>([
    ['change_card', expect.objectContaining({ fields: [], clearOwner: false })],
    ['pdf', undefined],
    ['email_client', undefined],
  ])('a new step %s knows what it changes', (kind, change) => {
    const state = doing(open(three), { do: 'add', kind, at: 3 })
    expect(state.draft.steps[3]?.change).toEqual(change)
  })

  it('does not note a move to the same place', () => {
    const state = doing(open(three), { do: 'move', key: 'step_b', to: 1 })
    expect(state.past).toBeNull()
  })

  it('copies a step behind itself, as a new one', () => {
    const state = doing(open(three), { do: 'copy', key: 'step_b' })
    expect(keys(state)).toEqual(['step_a', 'step_b', 'new-1', 'step_c'])
    expect(whole(state).payload.steps[2]).toMatchObject({ id: '', template: 'tmpl_1', position: 3 })
  })

  it('chooses the neighbour of a removed step', () => {
    const chosen = doing(open(three), { do: 'select', key: 'step_c' })
    expect(doing(chosen, { do: 'remove', key: 'step_c' }).selected).toBe('step_b')
    expect(doing(open(sequence(step('step_a'))), { do: 'remove', key: 'step_a' }).selected).toBe('')
  })

  it('changes nothing while the automation is active', () => {
    const active = open({ ...three, state: 'active' })
    const state = doing(
      active,
      { do: 'add', kind: 'task_user', at: 0 },
      { do: 'remove', key: 'step_a' },
      { do: 'settings', patch: { name: 'Other' } },
    )
    expect(state.draft).toBe(active.draft)
  })
})

describe('undo and redo', () => {
  it('go back and forth through every edit', () => {
    const start = open(three)
    const end = doing(
      start,
      { do: 'add', kind: 'task_user', at: 3 },
      { do: 'move', key: 'new-1', to: 0 },
      { do: 'remove', key: 'step_b' },
    )
    const back = doing(end, { do: 'undo' }, { do: 'undo' }, { do: 'undo' })
    expect(back.draft).toBe(start.draft)
    expect(isDirty(back)).toBe(false)
    const forth = doing(back, { do: 'redo' }, { do: 'redo' }, { do: 'redo' })
    expect(forth.draft).toBe(end.draft)
    expect(doing(forth, { do: 'redo' })).toBe(forth)
  })

  it('take typing into one field as one edit, and another field as another', () => {
    const typed = doing(
      open(three),
      { do: 'settings', patch: { name: 'W' } },
      { do: 'settings', patch: { name: 'We' } },
      { do: 'settings', patch: { description: 'x' } },
    )
    expect(doing(typed, { do: 'undo' }).draft.settings).toMatchObject({
      name: 'We',
      description: '',
    })
    expect(doing(typed, { do: 'undo' }, { do: 'undo' }).draft.settings.name).toBe('Offer follow-up')
  })

  it('an edit after an undo forgets what was undone', () => {
    const state = doing(
      open(three),
      { do: 'remove', key: 'step_a' },
      { do: 'undo' },
      { do: 'remove', key: 'step_b' },
    )
    expect(doing(state, { do: 'redo' })).toBe(state)
    expect(keys(state)).toEqual(['step_a', 'step_c'])
  })

  it('remember every edit, however many there are', () => {
    const start = open(three)
    let state = start
    for (let i = 0; i < 5000; i++)
      state = reduce(state, { do: 'move', key: 'step_a', to: i % 2 ? 0 : 2 })
    for (let i = 0; i < 5000; i++) state = reduce(state, { do: 'undo' })
    expect(state.draft).toBe(start.draft)
    expect(state.past).toBeNull()
    for (let i = 0; i < 5000; i++) state = reduce(state, { do: 'redo' })
    expect(state.future).toBeNull()
  })

  it('share the steps that an edit did not touch', () => {
    const start = open(three)
    const edited = doing(start, { do: 'change', key: 'step_b', patch: { lateness: 5 } })
    expect(edited.draft.steps[0]).toBe(start.draft.steps[0])
    expect(edited.draft.settings).toBe(start.draft.settings)
  })

  it('choose the step that they bring back or change', () => {
    const removed = doing(open(three), { do: 'remove', key: 'step_b' })
    const elsewhere = doing(removed, { do: 'select', key: 'step_c' })
    expect(doing(elsewhere, { do: 'undo' }).selected).toBe('step_b')
    const changed = doing(open(three), { do: 'change', key: 'step_c', patch: { lateness: 5 } })
    expect(doing(changed, { do: 'undo' }).selected).toBe('step_c')
  })

  it('keep a chosen step that exists', () => {
    const state = doing(open(three), { do: 'add', kind: 'task_user', at: 1 }, { do: 'undo' })
    expect(state.selected).toBe('step_a')
  })
})

describe('saving', () => {
  it('sends the whole list with the revision that was seen', () => {
    const state = doing(open(three), { do: 'move', key: 'step_c', to: 0 })
    const { payload } = whole(state)
    expect(payload.revision).toBe(7)
    expect(payload.steps.map((s) => [s.id, s.position])).toEqual([
      ['step_c', 1],
      ['step_a', 2],
      ['step_b', 3],
    ])
  })

  it('of all leaves nothing unsaved, and new steps have their ids', () => {
    const edited = doing(open(three), { do: 'add', kind: 'task_user', at: 3 })
    const sent = whole(edited)
    const state = reduce(edited, { do: 'saved', sequence: answer(edited, sent), sent })
    expect(isDirty(state)).toBe(false)
    expect(state.revision).toBe(8)
    expect(whole(state).payload.steps[3]?.id).toBe('step_new4')
    expect(keys(state)).toContain('new-1')
  })

  it('of one step sends what is saved plus that step, and leaves the rest unsaved', () => {
    const edited = doing(
      open(three),
      { do: 'remove', key: 'step_a' },
      { do: 'change', key: 'step_b', patch: { lateness: 5 } },
      { do: 'add', kind: 'task_user', at: 1 },
    )
    const sent = withOneStep(edited, 'new-1')
    expect(sent.keys).toEqual(['step_a', 'step_b', 'new-1', 'step_c'])
    expect(sent.payload.steps[1]?.lateness).toBe(0)
    const state = reduce(edited, { do: 'saved', sequence: answer(edited, sent), sent })
    expect([...unsavedSteps(state)]).toEqual(['step_b'])
    expect(isDirty(state)).toBe(true)
    expect(keys(state)).toEqual(['step_b', 'new-1', 'step_c'])
  })

  it('of one step that was moved puts it behind its new neighbour', () => {
    const edited = doing(open(three), { do: 'move', key: 'step_a', to: 1 })
    expect(withOneStep(edited, 'step_a').keys).toEqual(['step_b', 'step_a', 'step_c'])
  })

  it('keeps what was typed while the answer was on its way', () => {
    const edited = doing(open(three), { do: 'change', key: 'step_a', patch: { lateness: 5 } })
    const sent = whole(edited)
    const typed = doing(edited, { do: 'change', key: 'step_a', patch: { lateness: 6 } })
    const state = reduce(typed, { do: 'saved', sequence: answer(edited, sent), sent })
    expect(state.draft.steps[0]?.lateness).toBe(6)
    expect([...unsavedSteps(state)]).toEqual(['step_a'])
  })

  it('takes over how the backend wrote it', () => {
    const edited = doing(open(three), { do: 'settings', patch: { name: ' Offers ' } })
    const sent = whole(edited)
    const answered = { ...answer(edited, sent), name: 'Offers' }
    const state = reduce(edited, { do: 'saved', sequence: answered, sent })
    expect(state.draft.settings.name).toBe('Offers')
    expect(isDirty(state)).toBe(false)
  })

  it('sends a removed and undone step as a new one once its removal was saved', () => {
    const removed = doing(open(three), { do: 'remove', key: 'step_b' })
    const sent = whole(removed)
    const saved = reduce(removed, { do: 'saved', sequence: answer(removed, sent), sent })
    const state = doing(saved, { do: 'undo' })
    expect(keys(state)).toEqual(['step_a', 'step_b', 'step_c'])
    expect(whole(state).payload.steps[1]?.id).toBe('')
    expect([...unsavedSteps(state)]).toEqual(['step_b'])
  })
})

describe('somebody else saves meanwhile', () => {
  const theirs = { ...sequence(step('step_a'), step('step_x', 'task_user')), revision: 9 }

  it('is taken over where nothing was edited', () => {
    const state = doing(open(three), { do: 'fresh', sequence: theirs })
    expect(keys(state)).toEqual(['step_a', 'step_x'])
    expect(state.revision).toBe(9)
  })

  it('asks where something was edited', () => {
    const edited = doing(open(three), { do: 'change', key: 'step_a', patch: { lateness: 5 } })
    const asked = doing(edited, { do: 'fresh', sequence: theirs })
    expect(asked.draft).toBe(edited.draft)
    expect(asked.newer).toBe(theirs)

    const taken = doing(asked, { do: 'take theirs' })
    expect(keys(taken)).toEqual(['step_a', 'step_x'])
    expect(isDirty(taken)).toBe(false)

    const kept = doing(asked, { do: 'keep mine' })
    expect(kept.revision).toBe(9)
    expect(keys(kept)).toEqual(['step_a', 'step_b', 'step_c'])
    expect(whole(kept).payload.steps.map((s) => s.id)).toEqual(['step_a', '', ''])
    expect(isDirty(kept)).toBe(true)
  })

  it('an older answer changes nothing', () => {
    const state = open(three)
    expect(reduce(state, { do: 'fresh', sequence: { ...three, revision: 6 } })).toBe(state)
  })

  it('activation makes it read-only', () => {
    const state = reduce(open(three), { do: 'fresh', sequence: { ...three, state: 'active' } })
    expect(state.readOnly).toBe(true)
  })

  it('activation leaves edits that can only be thrown away', () => {
    const edited = doing(open(three), { do: 'remove', key: 'step_a' })
    const state = doing(edited, { do: 'fresh', sequence: { ...three, state: 'active' } })
    expect(isDirty(state)).toBe(true)
    const thrown = doing(state, { do: 'discard' })
    expect(isDirty(thrown)).toBe(false)
    expect(thrown.readOnly).toBe(true)
  })
})
