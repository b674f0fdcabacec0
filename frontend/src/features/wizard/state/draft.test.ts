import { beforeEach, describe, expect, it } from 'vitest'
import {
  answer,
  dropDraft,
  emptyDraft,
  freeName,
  keepDraft,
  payloadOf,
  reachable,
  readDraft,
  withKind,
} from './draft'

const told = { ...emptyDraft, filter: 'filt_1', kind: 'email_client' as const }

describe('the wizard', () => {
  beforeEach(() => sessionStorage.clear())

  it.each([
    ['begins with the filter', emptyDraft, 'name', 'filter'],
    ['asks for the action next', { ...emptyDraft, filter: 'filt_1' }, 'name', 'action'],
    ['asks for the template of an action', told, 'name', 'template'],
    ['comes to the name', { ...told, decided: true }, 'name', 'name'],
    ['goes back where one wants', { ...told, decided: true }, 'action', 'action'],
  ] as const)('%s', (_, draft, wanted, step) => {
    expect(reachable(draft, wanted)).toBe(step)
  })

  it('keeps its draft over a reload, and forgets it when told', () => {
    keepDraft('prod_1', told)
    expect(readDraft('prod_1')).toEqual(told)
    expect(readDraft('prod_2')).toEqual(emptyDraft)
    answer('prod_1', { template: 'tmpl_1', decided: true })
    expect(readDraft('prod_1')).toMatchObject({ filter: 'filt_1', template: 'tmpl_1' })
    dropDraft('prod_1')
    expect(readDraft('prod_1')).toEqual(emptyDraft)
  })

  it('takes a draft that it does not understand as none', () => {
    sessionStorage.setItem('new-automation:prod_1', '{"kind":"rocket","filter":7}')
    expect(readDraft('prod_1')).toEqual(emptyDraft)
    sessionStorage.setItem('new-automation:prod_1', 'no JSON')
    expect(readDraft('prod_1')).toEqual(emptyDraft)
  })

  it('forgets the template with the kind it was of', () => {
    const chosen = { ...told, template: 'tmpl_1', decided: true }
    expect(withKind(chosen, 'email_client')).toBe(chosen)
    expect(withKind(chosen, 'task_user')).toMatchObject({ template: '', decided: false })
  })

  it('proposes a name that is free', () => {
    expect(freeName('Offer sent', [])).toBe('Offer sent')
    expect(freeName('Offer sent', ['offer SENT', 'Offer sent 2'])).toBe('Offer sent 3')
  })

  it('saves one step, at once', () => {
    const saved = payloadOf({ ...told, template: 'tmpl_1' }, 'prod_1', 'Thanks')
    expect(saved).toMatchObject({ name: 'Thanks', filter: 'filt_1' })
    expect(saved.steps).toMatchObject([
      { kind: 'email_client', template: 'tmpl_1', timing: { delay: 0 } },
    ])
    expect(saved.steps[0]).not.toHaveProperty('change')
  })
})
