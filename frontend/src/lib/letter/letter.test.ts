import { describe, expect, it } from 'vitest'
import { letterOf, picturesIn } from './letter'

const html = `<!DOCTYPE html><html><head><meta name="color-scheme" content="light dark">
<style>:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) { .page { color: white } }
@media (max-width: 620px) { .page { padding: 0 } }</style></head>
<body><a href="https://a.ro/x" target="_blank">Offer</a> <a href="https://a.ro/x">Offer</a>
<a href="mailto:a@a.ro"><img src="cid:asset_1f" alt="Logo"></a><img src="https://elsewhere.example/x.png"></body></html>`

describe('a letter that is looked at', () => {
  const light = letterOf(html, { dark: false, pictures: { asset_1f: 'data:image/png;base64,AA' } })

  it('leads nowhere and says where it would (HT05)', () => {
    expect(light.page).not.toContain('href="https://a.ro')
    expect(light.page).toContain('title="https://a.ro/x"')
    expect(light.links).toEqual([
      { text: 'Offer', href: 'https://a.ro/x' },
      { text: 'Logo', href: 'mailto:a@a.ro' },
    ])
  })

  it('shows its own pictures and no other', () => {
    expect(picturesIn(html)).toEqual(['asset_1f'])
    expect(light.page).toContain('src="data:image/png;base64,AA"')
    expect(light.page).not.toContain('elsewhere.example')
  })

  it('is light or dark as asked, and narrow by its frame', () => {
    const dark = letterOf(html, { dark: true, pictures: {} }).page
    expect(dark).toContain('@media all')
    expect(dark).toContain('color-scheme: dark')
    expect(light.page).toContain('@media not all')
    expect(light.page).toContain('@media (max-width: 620px)')
  })

  it('lets nothing in or out (HT02, HT03)', () => {
    expect(light.page).toContain("default-src 'none'")
    expect(light.page.indexOf('Content-Security-Policy')).toBeLessThan(light.page.indexOf('<style'))
  })
})
