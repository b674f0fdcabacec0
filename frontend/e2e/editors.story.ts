import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { addCard, type Furnished, setUp } from './furnish'
import { picture } from './hands'
import { barriers, open } from './look'
import { expect, type Stepwise, test } from './stepwise'

// The editors of filters and templates with much in them, and their drawers, looked over by axe.

type Words = (key: string) => string

/** What stands on the screen in a language. */
function wordsIn(language: string): Words {
  const url = (file: string) => new URL(`../src/locales/${language}/${file}.json`, import.meta.url)
  return (key) => {
    const [file = '', ...rest] = key.split('.')
    return JSON.parse(readFileSync(url(file), 'utf8'))[rest.join('.')]
  }
}

/** A filter in a folder: groups in groups, and two conditions that give advice. */
async function nestedFilter(page: Page, s: Stepwise, f: Furnished): Promise<string> {
  const [first, second, third] = Object.values(f.statuses)
  const is = (...values: (string | undefined)[]) => ({
    subject: 'status',
    field: '',
    op: 'is',
    values,
  })
  const inner = { any: false, conditions: [is(first), is(second)], groups: [] }
  const saved = await s.rpc<{ filter: { id: string } }>(page, 'SaveFilter', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Árajánlat, amelyre már régóta nem érkezett válasz az ügyféltől',
    folder: 'Ajánlatok',
    tree: {
      any: false,
      conditions: [is(first, second), is(first, second)],
      groups: [{ any: true, conditions: [is(third), is(first)], groups: [inner] }],
    },
  })
  return saved.filter.id
}

const text = (words: string, marks: object[] = []) => ({ type: 'text', text: words, marks })
const para = (...content: object[]) => ({ type: 'paragraph', content })
const field = (expr: string) => ({ type: 'field', attrs: { expr } })
const cell = (words: string, type = 'tableCell') => ({
  type,
  content: [para(text(words))],
})

/** A letter with every block but the picture, whose stand-in is drawn while it loads. */
const blocks = [
  { type: 'heading', attrs: { level: 1 }, content: [text('Ajánlat')] },
  para(text('Tisztelt '), field('contact.first_name | default: "Ügyfelünk"'), text('!')),
  para(
    text('Félkövér', [{ type: 'bold' }]),
    text(' és '),
    text('hivatkozás', [{ type: 'link', attrs: { href: 'https://atelier.example' } }]),
  ),
  { type: 'bulletList', content: [{ type: 'listItem', content: [para(text('Mérés'))] }] },
  { type: 'orderedList', content: [{ type: 'listItem', content: [para(text('Szerelés'))] }] },
  { type: 'divider' },
  {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell('Termék', 'tableHeader'), cell('Ár', 'tableHeader')] },
      { type: 'tableRow', content: [cell('Szekrény'), cell('4 200 lej')] },
    ],
  },
  {
    type: 'columns',
    content: ['Kolozsvár', 'Szatmár'].map((place) => ({
      type: 'column',
      content: [para(text(place))],
    })),
  },
]
const button = { type: 'button', attrs: { label: 'Az ajánlat', href: 'https://atelier.example' } }

async function template(page: Page, s: Stepwise, f: Furnished, kind: string, content: object) {
  const made = await s.rpc<{ template: { id: string } }>(page, 'SaveTemplate', {
    id: '',
    product: f.product,
    kind,
    name: `Template: ${kind}`,
    folder: '',
    content: { subject: '', body: '', doc: '', taskType: '', attachments: [], ...content },
  })
  return made.template.id
}

async function made(page: Page, s: Stepwise, f: Furnished) {
  const doc = (...more: object[]) => JSON.stringify({ type: 'doc', content: [...blocks, ...more] })
  const subject = '{{card.name}}: ajánlat'
  const p = `/p/${f.product}`
  const email = await template(page, s, f, 'email', {
    subject,
    doc: doc(button, { type: 'signature' }),
  })
  const pdf = await template(page, s, f, 'pdf', { subject, doc: doc({ type: 'pageBreak' }) })
  const sms = await template(page, s, f, 'sms', { body: 'Bună ziua, {{contact.first_name}}! ő ș' })
  return {
    filter: `${p}/filters/${await nestedFilter(page, s, f)}`,
    filters: `${p}/filters`,
    email: `${p}/templates/${email}`,
    pdf: `${p}/templates/${pdf}`,
    sms: `${p}/templates/${sms}`,
  }
}

/** Nothing is on its way any more. */
async function still(page: Page) {
  await expect(
    page.locator('[data-stale], .mantine-Loader-root, .mantine-Skeleton-root'),
  ).toHaveCount(0)
}

async function lookOver(page: Page, name: string) {
  await still(page)
  await picture(page, `editors-${name}`)
  expect.soft(await barriers(page), name).toEqual([])
}

/** Opens a drawer by its button, looks it over, and closes it. */
async function drawer(page: Page, opener: string, name: string, within?: () => Promise<void>) {
  await page.getByRole('button', { name: opener, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await within?.()
  await lookOver(page, name)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

const looks = [
  { colorScheme: 'light', language: 'hu', locale: 'hu-HU' },
  { colorScheme: 'dark', language: 'ro', locale: 'ro-RO' },
  { colorScheme: 'dark', language: 'en', locale: 'en-GB' },
] as const

for (const { colorScheme, language, locale } of looks) {
  test.describe(`${colorScheme}, ${language}`, () => {
    test.use({ colorScheme, locale })

    test('the editors of filters and templates and their drawers are open to everybody', async ({
      signedIn: page,
      stepwise: s,
    }) => {
      test.slow()
      const t = wordsIn(language)
      const f = await setUp(page, s, { language })
      const [status = ''] = Object.keys(f.statuses)
      await addCard(page, s, f, 'stefan@client.example', status)
      const all = await made(page, s, f)
      const look = (name: string) => lookOver(page, `${language}-${name}`)

      await open(page, s, all.filters)
      await look('filters')
      await open(page, s, all.filter)
      await expect(page.getByRole('complementary', { name: t('filters.live') })).toBeVisible()
      await look('filter')
      await drawer(page, t('filters.why_any'), `${language}-why`, async () => {
        await page.getByRole('combobox', { name: t('why.card'), exact: true }).fill('stefan')
        await page.getByRole('option', { name: 'stefan' }).click()
        await expect(page.getByText(t('why.conditions'))).toBeVisible()
      })

      await open(page, s, all.email)
      const preview = page.getByRole('complementary', { name: t('templates.preview') })
      await expect(preview.frameLocator('iframe').getByText('Kolozsvár')).toBeVisible()
      await look('email')
      await preview.getByRole('switch').first().check({ force: true })
      await look('email-dark')
      await drawer(page, t('templates.versions.title'), `${language}-versions`)
      await drawer(page, t('templates.check'), `${language}-check`)

      await open(page, s, all.pdf)
      await expect(preview.getByRole('img').first()).toBeVisible()
      await look('pdf')
      await open(page, s, all.sms)
      await expect(preview).toContainText('Bun')
      await look('sms')
    })
  })
}
