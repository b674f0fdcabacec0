import { describe, expect, it } from 'vitest'
import type { FieldParts, SavedForm } from './draft'
import { type FormAction, type FormState, isDirty, open, reduce } from './form-state'
import { payloadOf } from './payload'

const field = (source: string, label = ''): FieldParts => ({
  source,
  label,
  help: '',
  required: false,
  hidden: false,
  value: '',
})

function form(...fields: FieldParts[]): SavedForm {
  return {
    id: 'form_1',
    product: 'prod_1',
    name: 'Contact',
    slug: 'contact',
    language: '',
    title: '',
    intro: '',
    button: '',
    fields,
    status: '',
    owning: 'none',
    owners: [],
    duplicates: 'update',
    consent: { ask: true, wording: '', confirm: false },
    thanks: { text: '', address: '' },
    guard: { work: false, perAddress: 0, perHour: 0, links: 2 },
    active: true,
    revision: 3,
    created: 1,
    modified: 2,
    modifiedBy: 'user_1',
  }
}

const saved = form(field('contact.name'), field('contact.email'), field('card.note'))
const doing = (...actions: FormAction[]): FormState => actions.reduce(reduce, open(saved))
const sources = (state: FormState) => state.draft.fields.map((f) => f.source)
const add = (source: string, at: number): FormAction => ({ do: 'add', field: field(source), at })

describe('the fields of a form', () => {
  it('are added at a place, and chosen', () => {
    const state = doing(add('contact.phone', 1))
    expect(sources(state)).toEqual(['contact.name', 'contact.phone', 'contact.email', 'card.note'])
    expect(state.selected).toBe(state.draft.fields[1]?.key)
  })

  it('ask for a value once: adding it again leads to the field that does', () => {
    const state = doing(add('contact.email', 0))
    expect(sources(state)).toEqual(sources(open(saved)))
    expect(state.selected).toBe('contact.email')
    expect(isDirty(state)).toBe(false)
  })

  it('move and go away, and the neighbour of a removed one is chosen', () => {
    const moved = doing({ do: 'move', key: 'card.note', to: 0 })
    expect(sources(moved)).toEqual(['card.note', 'contact.name', 'contact.email'])
    const removed = reduce(reduce(moved, { do: 'select', key: 'card.note' }), {
      do: 'remove',
      key: 'card.note',
    })
    expect(sources(removed)).toEqual(['contact.name', 'contact.email'])
    expect(removed.selected).toBe('contact.name')
  })
})

describe('undo and redo', () => {
  it('take typing back as one edit', () => {
    const typed = doing(
      { do: 'change', key: 'contact.name', patch: { label: 'W' } },
      { do: 'change', key: 'contact.name', patch: { label: 'Wh' } },
      { do: 'change', key: 'contact.name', patch: { label: 'Who' } },
    )
    const undone = reduce(typed, { do: 'undo' })
    expect(undone.draft.fields[0]?.label).toBe('')
    expect(reduce(undone, { do: 'redo' }).draft.fields[0]?.label).toBe('Who')
  })

  it('tell a wording from a tick of the same group', () => {
    const { consent } = saved
    const state = doing(
      { do: 'settings', patch: { consent: { ...consent, wording: 'I agree' } } },
      { do: 'settings', patch: { consent: { ...consent, wording: 'I agree', confirm: true } } },
      { do: 'undo' },
    )
    expect(state.draft.settings.consent).toEqual({ ask: true, wording: 'I agree', confirm: false })
  })

  it('come to an edit that changes nothing, and note none', () => {
    expect(doing({ do: 'settings', patch: { name: 'Contact' } }).past).toBeNull()
  })
})

describe('saving', () => {
  it('keeps what was edited while it was under way', () => {
    const state = doing({ do: 'settings', patch: { name: 'Ask us' } })
    const typed = reduce(state, {
      do: 'change',
      key: 'contact.email',
      patch: { label: 'Your email' },
    })
    const answer: SavedForm = { ...saved, name: 'Ask us', slug: 'ask-us', revision: 4 }
    const done = reduce(typed, { do: 'saved', form: answer, sent: state.draft })
    expect(done.draft.settings.slug).toBe('ask-us')
    expect(done.draft.fields[1]?.label).toBe('Your email')
    expect(isDirty(done)).toBe(true)
    expect(payloadOf('prod_1', done).revision).toBe(4)
  })

  it('leaves nothing unsaved, also of new fields', () => {
    const state = doing(add('contact.phone', 3))
    const answer = { ...saved, fields: [...saved.fields, field('contact.phone')], revision: 4 }
    const done = reduce(state, { do: 'saved', form: answer, sent: state.draft })
    expect(isDirty(done)).toBe(false)
    expect(done.selected).toBe(state.selected)
  })

  it('is wanted of a form that never was', () => {
    expect(isDirty(open({ ...saved, id: '' }))).toBe(true)
  })
})

describe('what somebody else saved', () => {
  const theirs: SavedForm = { ...saved, title: 'Write to us', revision: 9 }

  it('is taken where nothing is edited', () => {
    expect(doing({ do: 'fresh', form: theirs }).draft.settings.title).toBe('Write to us')
  })

  it('waits for a decision where something is, and mine is saved over it', () => {
    const state = doing(add('contact.phone', 3), { do: 'fresh', form: theirs })
    expect(state.newer).toBe(theirs)
    expect(sources(reduce(state, { do: 'take theirs' }))).toEqual(sources(open(saved)))
    const mine = reduce(state, { do: 'keep mine' })
    expect(sources(mine)).toContain('contact.phone')
    expect(payloadOf('prod_1', mine).revision).toBe(9)
    expect(isDirty(mine)).toBe(true)
  })
})
