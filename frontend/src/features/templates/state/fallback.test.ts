import { describe, expect, it } from 'vitest'
import { newDraft } from './draft'
import { lacksFallback, withFallback } from './fallback'

const doc = (expr: string, href: string) =>
  JSON.stringify({
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'field', attrs: { expr } }] },
      { type: 'button', attrs: { label: 'Hi {{contact.name}}', href } },
    ],
  })

const draft = {
  ...newDraft('email'),
  subject: '{{ contact.name | upper }} and {{card.name}}, {{contact.name | default: "you"}}',
  doc: doc('contact.name', 'https://a.ro/{{contact.name}}'),
  attachments: [{ asset: '', template: 'tmpl_1', name: 'For {{contact.name}}' }],
}

describe('a fallback for a variable', () => {
  it('stands wherever there is none, and nowhere else', () => {
    const given = withFallback(draft, 'contact.name', 'friend "x"')
    const ours = `contact.name | default: 'friend "x"'`
    expect(given.subject).toBe(
      `{{contact.name | upper | default: 'friend "x"'}} and {{card.name}}, {{contact.name | default: "you"}}`,
    )
    expect(given.doc).toBe(
      doc(ours, `https://a.ro/{{${ours}}}`).replace('{{contact.name}}', () =>
        JSON.stringify(`{{${ours}}}`).slice(1, -1),
      ),
    )
    expect(given.attachments?.[0]?.name).toBe(`For {{${ours}}}`)
  })

  it('is lacking until it is written', () => {
    expect(lacksFallback(draft, 'contact.name')).toBe(true)
    expect(lacksFallback(draft, 'contact.email')).toBe(false)
    const given = { ...draft, ...withFallback(draft, 'contact.name', 'friend') }
    expect(lacksFallback(given, 'contact.name')).toBe(false)
  })
})
