import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { setUp } from './furnish'
import { choose, picture } from './hands'
import { expect, type Stepwise, test } from './stepwise'

// Messy exports of a thousand rows, and what each row must become, written
// beforehand by backend/importer/testdata/generate.
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../backend/importer/testdata/fixtures/${name}`, import.meta.url))

interface Expected {
  rejected?: Record<string, string>
  sameAs?: number
  repeated?: boolean
}

interface Imported {
  created: number
  updated: number
  rejected: number
  state: string
}

function expected(source: string) {
  const rows = readFileSync(fixture(`${source}.expected.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Expected)
  const good = rows.filter((r) => !r.rejected)
  return {
    rejected: rows.length - good.length,
    created: good.filter((r) => !r.sameAs && !r.repeated).length,
  }
}

/** The colleagues whom the exports name; one of them has left. */
async function colleagues(page: Page, s: Stepwise) {
  const people = [
    ['Ana Marin', 'ana@firma.ro', true],
    ['Kovács Béla', 'bela@firma.ro', true],
    ['Ion Stan', 'ion@firma.ro', false],
  ] as const
  for (const [name, email, stays] of people) {
    const user = { name, email, phone: '', role: 'member', language: 'en', signature: '' }
    const saved = await s.rpc<{ id: string }>(page, 'SaveUser', { ...user, id: '', active: true })
    if (!stays) await s.rpc(page, 'SaveUser', { ...user, id: saved.id, active: false })
  }
}

// A thousand rows take their time on a computer that does other things too.
const patient = { timeout: 60_000 }

/** Counts what a person does: each click and each chosen file. */
function hand(page: Page) {
  let n = 0
  return {
    count: () => n,
    async click(name: string | RegExp, role: 'button' | 'link' = 'button') {
      n++
      await page
        .getByRole(role, { name, exact: typeof name === 'string' })
        .first()
        .click()
    },
    async choose(file: string) {
      n++
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Choose a file' }).click(),
      ])
      n++
      await chooser.setFiles(file)
    },
  }
}

for (const [source, called, country] of [
  ['google', 'Google Contacts', 'RO'],
  ['hubspot', 'HubSpot', 'RO'],
  ['minicrm', 'MiniCRM', 'HU'],
] as const) {
  test(`a messy export of ${called} becomes right cards in few steps, and goes again`, async ({
    signedIn: page,
    stepwise,
  }) => {
    test.setTimeout(120_000)
    const zone = country === 'HU' ? 'Europe/Budapest' : 'Europe/Bucharest'
    const f = await setUp(page, stepwise, { country, zone })
    await colleagues(page, stepwise)
    const want = expected(source)
    const person = hand(page)

    await person.click('Import', 'link')
    await person.choose(fixture(`${source}.csv`))
    await expect(page.getByText(`This looks like an export of ${called}.`)).toBeVisible(patient)
    await picture(page, `import-${source}-columns`)
    await person.click('Check')
    await expect(page.getByRole('heading', { name: `${want.rejected} rows stay out` })).toBeVisible(
      patient,
    )
    await picture(page, `import-${source}-check`)
    await person.click(/^Import \d+ (cards|rows)$/)
    await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible(patient)
    await picture(page, `import-${source}-done`)
    expect(person.count()).toBeLessThanOrEqual(12)

    const list = () => stepwise.rpc<Imported[]>(page, 'ListImports', { product: f.product })
    const [done] = await list()
    expect(done).toMatchObject({ created: want.created, rejected: want.rejected, state: 'done' })

    await person.click('Undo')
    await expect(
      page.getByText('The import was taken back. Nothing of it is left.').first(),
    ).toBeVisible(patient)
    const [undone] = await list()
    expect(undone?.state).toBe('undone')
    await page.getByRole('button', { name: 'Import another file' }).click()
    await expect(page.getByRole('heading', { name: 'Earlier imports' })).toBeVisible()
    await expect(page.getByText(/· taken back ·/)).toBeVisible()
  })
}

test('a workbook has its sheet chosen, its columns remembered, and its clients known again', async ({
  signedIn: page,
  stepwise,
}) => {
  test.setTimeout(120_000)
  await setUp(page, stepwise)
  const person = hand(page)
  const sheet = page.getByRole('combobox', { name: 'Sheet' })

  await test.step('the first sheet with clients is read, and one row stays out', async () => {
    await person.click('Import', 'link')
    await person.choose(fixture('two_sheets.xlsx'))
    await expect(sheet).toHaveValue('Clienți', patient)
    await picture(page, 'import-workbook-columns')
    await person.click('Check')
    await expect(page.getByRole('heading', { name: '1 row stays out' })).toBeVisible(patient)
    await expect(page.getByRole('row', { name: /Fără zi/ })).toContainText('30.02.2026')
    await person.click('Import 2 cards')
    await expect(page.getByText('2 cards imported; rejected rows: 1.').first()).toBeVisible(patient)
  })

  await test.step('another sheet has the same columns in another order', async () => {
    await person.click('Import another file')
    await person.choose(fixture('two_sheets.xlsx'))
    await expect(page.getByText('This same file was imported on')).toBeVisible(patient)
    await choose(page, 'Sheet', 'Vechi')
    await expect(sheet).toHaveValue('Vechi', patient)
    await expect(page.getByText('The columns are mapped as the last time.')).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'What “Etaj” becomes' })).toHaveValue('Etaj')
    await person.click('Check')
    await expect(page.getByText('1 row has an email or phone that is on a card')).toBeVisible(
      patient,
    )
    await picture(page, 'import-workbook-known')
  })

  await test.step('who is here already is changed, made again or rejected, as is said', async () => {
    await expect(page.getByRole('button', { name: 'Import 2 rows' })).toBeEnabled()
    await page.getByLabel('Reject the row').check()
    await expect(page.getByRole('heading', { name: '1 row stays out' })).toBeVisible(patient)
    await expect(page.getByRole('row', { name: /is on the card/ })).toContainText('Ștefan Țurcanu')
    await page.getByLabel('Always make a new card').check()
    await expect(page.getByRole('button', { name: 'Import 2 cards' })).toBeEnabled(patient)
    await page.getByLabel('Change that card').check()
    await expect(page.getByRole('button', { name: 'Import 2 rows' })).toBeEnabled(patient)
    await person.click('Import 2 rows')
    await expect(page.getByText('1 new card; cards changed: 1').first()).toBeVisible(patient)
  })
})
