import { describe, expect, it } from 'vitest'
import { pageOf, withPage } from './pdf-page'

const doc = '{"type":"doc","content":[{"type":"pageBreak"}]}'

describe('the paper of a PDF', () => {
  it('is A4, upright, with a margin of 20 mm, unless the document says otherwise', () => {
    expect(pageOf(doc)).toEqual({
      page: 'A4',
      orientation: 'portrait',
      margin: 20,
      header: '',
      footer: '',
    })
    expect(pageOf('')).toEqual(pageOf(doc))
    expect(pageOf('{"type":"doc","attrs":{"page":"Letter","margin":5}}').page).toBe('Letter')
  })

  it('is written into the document beside its blocks, and not where it is as usual', () => {
    const letter = withPage(doc, { page: 'Letter', footer: '{page}/{pages}' })
    expect(JSON.parse(letter)).toEqual({
      type: 'doc',
      attrs: { page: 'Letter', footer: '{page}/{pages}' },
      content: [{ type: 'pageBreak' }],
    })
    expect(withPage(letter, { page: 'A4', footer: '' })).toBe(doc)
  })

  it('keeps margins in range', () => {
    expect(pageOf(withPage(doc, { margin: 900 })).margin).toBe(50)
    expect(pageOf(withPage(doc, { margin: 1 })).margin).toBe(5)
    expect(pageOf(withPage(doc, { margin: Number.NaN })).margin).toBe(20)
  })
})
