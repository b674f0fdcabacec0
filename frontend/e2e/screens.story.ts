import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { setUp, visit } from './furnish'
import { picture } from './hands'
import { expect, type Stepwise, test } from './stepwise'

/** Every main screen with the demonstration business, in the order of the menu. */
async function screens(page: Page, s: Stepwise, options: object): Promise<Record<string, string>> {
  const { product } = await setUp(page, s, { sample: true, ...options })
  type Rows<Noun extends string> = { [K in Noun]: { id: string } }[]
  const [automation] = await s.rpc<Rows<'sequence'>>(page, 'ListSequences', { product })
  const [filter] = await s.rpc<Rows<'filter'>>(page, 'ListFilters', { product })
  const templates = await s.rpc<{ template: { id: string; kind: string } }[]>(
    page,
    'ListTemplates',
    { product },
  )
  const of = (kind: string) => templates.find((t) => t.template.kind === kind)?.template.id
  await s.rpc(page, 'Activate', { id: automation?.sequence.id, scope: 'all', midway: '' })
  const cards = await s.rpc<{ rows: { id: string }[] }>(page, 'ListCards', {
    product,
    filter: '',
    status: '',
    owner: '',
    search: '',
    sort: 'name',
    desc: false,
    after: '',
    limit: 1,
  })
  const clients = await s.rpc<{ rows: { id: string }[] }>(page, 'ListContacts', {
    kind: '',
    company: '',
    tags: [],
    search: '',
    sort: 'name',
    desc: false,
    after: '',
    limit: 2,
  })
  const [client, another] = clients.rows.map((r) => r.id)
  const p = `/p/${product}`
  return {
    card: `${p}/cards/${cards.rows[0]?.id}`,
    cards: `${p}/cards`,
    'new card': `${p}/cards/new`,
    board: `${p}/cards?as=board`,
    import: `${p}/import`,
    clients: '/contacts',
    client: `/contacts/${client}`,
    duplicates: '/contacts/duplicates',
    merge: `/contacts/merge?ids=${client}.${another}`,
    today: '/today',
    tasks: '/tasks',
    automations: `${p}/automations`,
    builder: `${p}/automations/${automation?.sequence.id}`,
    templates: `${p}/templates`,
    email: `${p}/templates/${of('email')}`,
    filters: `${p}/filters`,
    sms: `${p}/templates/${of('sms')}`,
    filter: `${p}/filters/${filter?.filter.id}`,
    outbox: '/outbox',
    company: '/settings/workspace',
    sending: '/settings/sending',
    people: '/settings/people',
    products: '/settings/products',
  }
}

/** Goes there and waits until the screen is another and has what it asks the program for. */
async function open(page: Page, s: Stepwise, path: string) {
  await page.evaluate(() => {
    for (const e of document.querySelectorAll('main *')) e.setAttribute('data-old', '')
  })
  await visit(page, s, path)
  // The sections of the settings share their heading.
  const fresh = path.startsWith('/settings') ? 'main :not([data-old])' : 'main h1:not([data-old])'
  await expect(page.locator(fresh).first()).toBeVisible()
  await expect(page.locator('main h1')).not.toHaveText(/^\s*$/)
  await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0)
  await expect(page).toHaveURL(`${s.address}/#${path}`)
}

/** By how many pixels the window and the screen in it are too narrow for what they show. */
function tooNarrow(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [document.scrollingElement, document.querySelector('main')].map((e) =>
      e ? e.scrollWidth - e.clientWidth : 0,
    ),
  )
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds that keeps people out, in words. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'))
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document)
    const grave = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
    return grave.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} (${n.html.slice(0, 120)})`),
    )
  })
}

const looks = [
  { width: 1024, colorScheme: 'dark', language: 'ro', locale: 'ro-RO' },
  { width: 400, colorScheme: 'light', language: 'hu', locale: 'hu-HU' },
] as const

for (const { width, colorScheme, language, locale } of looks) {
  test.describe(`${width} pixels wide, ${colorScheme}, ${language}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme, locale })

    test('every screen fits and is open to everybody', async ({ signedIn: page, stepwise }) => {
      test.setTimeout(120_000)
      expect(await barriers(page), 'the first run').toEqual([])
      const complaints: string[] = []
      page.on('console', (m) => m.type() === 'error' && complaints.push(m.text()))
      page.on('pageerror', (e) => complaints.push(e.message))
      const all = await screens(page, stepwise, { language })
      await expect(page.locator('main h1')).toBeVisible()
      for (const [name, path] of Object.entries(all)) {
        await open(page, stepwise, path)
        await picture(page, `look-${language}-${name}`)
        expect.soft(await tooNarrow(page), name).toEqual([0, 0])
        expect.soft(await barriers(page), name).toEqual([])
      }
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      expect(complaints).toEqual([])
    })
  })
}
