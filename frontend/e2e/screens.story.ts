import type { Page } from '@playwright/test'
import { setUp } from './furnish'
import { picture } from './hands'
import { barriers, open, tooNarrow } from './look'
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
    running: `${p}/automations/${automation?.sequence.id}/running`,
    forecast: `${p}/automations/${automation?.sequence.id}/forecast`,
    sandbox: `${p}/automations/${automation?.sequence.id}/sandbox`,
    report: `${p}/automations/${automation?.sequence.id}/report`,
    'new automation': `${p}/automations/new`,
    recipes: `${p}/automations/recipes`,
    templates: `${p}/templates`,
    email: `${p}/templates/${of('email')}`,
    filters: `${p}/filters`,
    sms: `${p}/templates/${of('sms')}`,
    filter: `${p}/filters/${filter?.filter.id}`,
    'new form': `${p}/forms/new`,
    outbox: '/outbox',
    company: '/settings/workspace',
    sending: '/settings/sending',
    'incoming mail': '/settings/incoming',
    'suppression list': '/settings/suppressions',
    backups: '/settings/backups',
    'server and sign-in': '/settings/server',
    changes: '/settings/changes',
    people: '/settings/people',
    products: '/settings/products',
  }
}

const looks = [
  { width: 1024, colorScheme: 'dark', language: 'ro', locale: 'ro-RO' },
  { width: 400, colorScheme: 'light', language: 'hu', locale: 'hu-HU' },
] as const

for (const { width, colorScheme, language, locale } of looks) {
  test.describe(`${width} pixels wide, ${colorScheme}, ${language}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme, locale })

    test('every screen fits and is open to everybody', async ({ signedIn: page, stepwise }) => {
      test.setTimeout(240_000)
      await page.goto(stepwise.address)
      await expect(page.getByRole('heading').first()).toBeVisible()
      expect(await barriers(page), 'the first run').toEqual([])
      const complaints: string[] = []
      page.on('console', (m) => {
        // The browser's answer to this tool, which looks into the frame of an email too.
        if (m.type() === 'error' && !/^Blocked script execution in 'about:srcdoc'/.test(m.text())) {
          complaints.push(m.text())
        }
      })
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
