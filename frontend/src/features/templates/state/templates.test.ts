import type { api, crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { emailPage } from '@/lib/letter/email-page'
import { contentOf, draftOf, newDraft, payloadOf, sameTemplate } from './draft'
import { insertText, mayHoldForeign } from './insert'
import { marked, meterView, replacedIn, replacements } from './meter'
import { findVariables, type Variable, withRecent } from './variables'

describe('a template while it is edited', () => {
  const saved: crm.Template = {
    id: 'template_1',
    product: 'product_1',
    kind: 'task',
    name: 'Call',
    version: 'version_1',
    content: {
      subject: 'Call',
      body: '',
      doc: '',
      simplify: false,
      taskType: 'meeting',
      dueDays: 3,
      dueWorkdays: true,
      priority: 'high',
      attachments: [],
    },
    folder: '',
    modified: 1,
  }

  it('comes back as it was', () => {
    expect(contentOf(draftOf(saved))).toEqual(saved.content)
    expect(payloadOf(draftOf(saved), 'template_1', 'product_1')).toEqual({
      id: 'template_1',
      product: 'product_1',
      kind: 'task',
      name: 'Call',
      folder: '',
      content: saved.content,
    })
  })

  it('says only what its kind has', () => {
    const draft = { ...draftOf(saved), kind: 'sms' as const, simplify: true, body: 'Hi' }
    const none = { doc: '', dueWorkdays: false, priority: '', attachments: [] }
    const sms = { ...none, subject: '', body: 'Hi', simplify: true, taskType: '', dueDays: 0 }
    expect(contentOf(draft)).toEqual(sms)
    expect(contentOf({ ...draft, kind: 'email' })).toEqual({
      ...sms,
      subject: 'Call',
      simplify: false,
    })
  })

  it('has a document or a simple text, never both', () => {
    const draft = { ...newDraft('email'), body: 'before', doc: '{"type":"doc"}' }
    expect(contentOf(draft)).toMatchObject({ body: '', doc: draft.doc })
    expect(contentOf({ ...draft, kind: 'sms' })).toMatchObject({ body: 'before', doc: '' })
    expect(contentOf({ ...draft, doc: '' })).toMatchObject({ body: 'before', doc: '' })
  })

  it('is the same while nothing that is saved differs', () => {
    const draft = newDraft('email')
    expect(sameTemplate(draft, { ...draft, dueDays: 5, simplify: true })).toBe(true)
    expect(sameTemplate(draft, { ...draft, body: 'x' })).toBe(false)
  })
})

function meter(change: Partial<api.SMSMeter>, measure: Partial<api.SMSMeter['measure']>) {
  const none = { partChars: [], partTexts: [], forcing: [], tooLong: false }
  return {
    measure: { encoding: 'GSM-7', units: 148, parts: 1, partUnits: [148], ...none, ...measure },
    limit: 160,
    price: 0.06,
    currency: 'EUR',
    plain: '',
    plainParts: 1,
    replaced: [],
    maxParts: 6,
    ...change,
  } satisfies api.SMSMeter
}

describe('the meter of an SMS', () => {
  it('says how much of the part is used', () => {
    const view = meterView(meter({}, {}), false)
    expect(view.used.args).toEqual({ units: 148, limit: 160 })
    expect(view).toMatchObject({ parts: 1, held: false, offer: false, advice: undefined, more: 0 })
    expect(view.bars).toEqual([{ filled: 0.925, beyond: false }])
  })

  it('names what forces 67 in each part, and what would be saved', () => {
    const dear = meter(
      {
        limit: 67,
        replaced: [
          { from: 'ș', to: 's', count: 2 },
          { from: 'ț', to: 't', count: 1 },
        ],
      },
      { encoding: 'UCS-2', units: 148, parts: 3, partUnits: [67, 67, 14], forcing: ['ș', 'ț'] },
    )
    const view = meterView(dear, false)
    expect(view.used.args).toEqual({ units: 14, limit: 67, part: 3 })
    expect(view.advice).toEqual({
      key: 'templates.meter.forcing_cheaper',
      args: { what: 'ș, ț', per: 67, count: 1 },
    })
    expect(view.offer).toBe(true)
    expect(replacements(dear)).toBe('s, t')
  })

  it('offers nothing where replacing saves nothing', () => {
    const emoji = meter({ limit: 70 }, { encoding: 'UCS-2', partUnits: [20], forcing: ['🙂'] })
    const view = meterView(emoji, false)
    expect(view.advice).toEqual({ key: 'templates.meter.forcing', args: { what: '🙂', per: 70 } })
    expect(view.offer).toBe(false)
  })

  it('says what was replaced', () => {
    const view = meterView(meter({ replaced: [{ from: 'ș', to: 's', count: 2 }] }, {}), true)
    expect(view.advice?.args).toEqual({ what: 'ș → s' })
    expect(meterView(meter({}, {}), true).advice).toBeUndefined()
  })

  it('shows parts beyond the limit as held, and not more bars than fit', () => {
    const parts = Array.from({ length: 12 }, () => 153)
    const view = meterView(
      meter({ limit: 153, maxParts: 6 }, { parts: 12, partUnits: parts }),
      false,
    )
    expect(view.held).toBe(true)
    expect(view.bars.map((b) => b.beyond)).toEqual([
      ...Array(6).fill(false),
      ...Array(4).fill(true),
    ])
    expect(view.more).toBe(2)
  })

  it('an empty text is no part', () => {
    const view = meterView(meter({}, { units: 0, parts: 0, partUnits: [] }), false)
    expect(view).toMatchObject({ parts: 0, bars: [], used: { args: { units: 0, limit: 160 } } })
  })
})

describe('what makes an SMS dear', () => {
  it('is marked in the text', () => {
    expect(marked('Bună ștț🙂', ['ă', 'ș', 'ț', '🙂'])).toEqual([
      { text: 'Bun', dear: false },
      { text: 'ă', dear: true },
      { text: ' ', dear: false },
      { text: 'ș', dear: true },
      { text: 't', dear: false },
      { text: 'ț🙂', dear: true },
    ])
    expect(marked('Hi', [])).toEqual([{ text: 'Hi', dear: false }])
  })

  it('is replaced in the text, but not in variables', () => {
    const pairs = [{ from: 'ș', to: 's', count: 2 }]
    const body = 'ș é {{card.name | default: "ș"}} ș'
    expect(replacedIn(body, pairs)).toBe('s é {{card.name | default: "ș"}} s')
  })
})

describe('an email in its frame', () => {
  it('gets its policy before anything else', () => {
    const page = emailPage('<!DOCTYPE html><html><head><title>x</title></head></html>')
    expect(page).toMatch(
      /<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'/,
    )
  })

  it('also where it has no head', () => {
    expect(emailPage('<p>x</p>')).toContain('Content-Security-Policy')
    expect(emailPage('<p>x</p>')).toContain('<body><p>x</p></body>')
  })
})

describe('finding a variable', () => {
  const all: Variable[] = [
    { path: 'contact.first_name', label: 'Prenume', group: 'Client', sample: '' },
    { path: 'card.pret', label: 'Preț', group: 'Card', sample: '' },
    { path: 'card.name', label: 'Numele cardului', group: 'Card', sample: '' },
  ]
  it.each([
    ['', ['contact.first_name', 'card.pret', 'card.name']],
    ['pret', ['card.pret']],
    ['first name', ['contact.first_name']],
    ['client nume', ['contact.first_name']],
    ['nothing', []],
  ])('“%s” finds %j', (search, paths) => {
    expect(findVariables(all, search).flatMap(([, list]) => list.map((v) => v.path))).toEqual(paths)
  })

  it('leads with what was chosen last, as far as it is still there', () => {
    const groups = withRecent(all, ['card.name', 'card.gone'], 'Last')
    expect(groups.map(([group]) => group)).toEqual(['Last', 'Client', 'Card'])
    expect(groups[0]?.[1].map((v) => v.path)).toEqual(['card.name'])
    expect(withRecent(all, [], 'Last').map(([group]) => group)).toEqual(['Client', 'Card'])
  })

  it('keeps the groups together', () => {
    expect(findVariables(all, '').map(([group]) => group)).toEqual(['Client', 'Card'])
  })
})

describe('text is put where the caret is', () => {
  it.each([
    ['Dear ,', 5, 5, 'Dear {{x}},'],
    ['Dear you,', 5, 8, 'Dear {{x}},'],
    ['', 0, 0, '{{x}}'],
  ])('%j at %i to %i', (before, start, end, after) => {
    const area = document.createElement('textarea')
    document.body.append(area)
    area.value = before
    area.setSelectionRange(start, end)
    insertText(area, '{{x}}')
    expect(area.value).toBe(after)
    area.remove()
  })

  it.each([
    ['{%Person.FirstName%}', true],
    ['{{contact.name}}', true],
    ['Dear {you}, 50 %', false],
  ])('%j may hold variables: %s', (text, may) => {
    expect(mayHoldForeign(text)).toBe(may)
  })
})
