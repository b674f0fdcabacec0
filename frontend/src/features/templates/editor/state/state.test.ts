import { describe, expect, it } from 'vitest'
import { readAddress } from './address'
import { argOf, inFields, readExpr, withCall, writeExpr } from './expr'
import { contrast, palette } from './palette'

describe('what stands between {{ and }}', () => {
  it.each([
    'contact.first_name',
    'card.valid_until | date: "EEEE, d MMMM" | default: "curând"',
    'card.value | times: 1.19 | money: "lei"',
    'card.name | default: \'the "big" one\'',
    'card.preț | upper',
  ])('%s comes back as it was', (text) => {
    const expr = readExpr(text)
    expect(expr && writeExpr(expr)).toBe(text)
  })

  it.each(['', '.x', 'a b', 'a | ', 'a | date: ', 'a | date: "x'])('%s is not understood', (text) =>
    expect(readExpr(text)).toBeUndefined(),
  )

  it('keeps the fallback last', () => {
    const expr = readExpr('today | default: "x"')
    const dated = expr && withCall(expr, 'date', { name: 'date', arg: 'd MMMM' })
    expect(dated && writeExpr(dated)).toBe('today | date: "d MMMM" | default: "x"')
    expect(dated && argOf(dated, 'default')).toBe('x')
    expect(dated && writeExpr(withCall(dated, 'default', undefined))).toBe('today | date: "d MMMM"')
  })

  it('a fallback can’t end the variable or its quotes', () => {
    const written = writeExpr({ path: 'a', calls: [{ name: 'default', arg: `}} "it's"` }] })
    expect(written).not.toContain('}}')
    expect(readExpr(written)?.calls).toHaveLength(1)
  })

  it('is found in text', () => {
    expect(inFields('a {{b}} c').map((n) => n.type)).toEqual(['text', 'field', 'text'])
    expect(inFields('{{ {{b}} {{}} {{c').map((n) => n.text ?? n.attrs?.expr)).toEqual([
      '{{ ',
      'b',
      ' {{}} {{c',
    ])
  })
})

describe('an address', () => {
  it.each([
    ['exemplu.ro/oferta?nr=1', 'https://exemplu.ro/oferta?nr=1'],
    ['HTTPS://A.RO', 'HTTPS://A.RO'],
    ['ana@exemplu.ro', 'mailto:ana@exemplu.ro'],
    ['+40 264 123 456', 'tel:+40264123456'],
    ['{{card.link}}', '{{card.link}}'],
    ['https://a.ro/{{card.name | url}}', 'https://a.ro/{{card.name | url}}'],
  ])('%s leads to %s', (typed, href) => expect(readAddress(typed)).toEqual({ href }))

  it.each([
    ['', 'empty'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['click here', 'scheme'],
    ['https://a.ro/x y', 'space'],
    ['https://', 'host'],
    ['https://bank.ro@elsewhere.example/', 'host'],
  ])('%s leads nowhere: %s', (typed, problem) => expect(readAddress(typed)).toEqual({ problem }))
})

describe('the colours of text', () => {
  it.each(palette.map((p) => [p.name, p.color]))('%s is read on white', (_, color) =>
    expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(4.5),
  )

  it('stand apart as WCAG counts', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1)
  })
})
