import { readFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import type { Locator, Page } from '@playwright/test'
import { addCard, type Furnished, setUp, visit } from './furnish'
import { choose, picture, told } from './hands'
import { expect, type Stepwise, test } from './stepwise'

const count = 24

async function furnish(page: Page, s: Stepwise): Promise<Furnished> {
  const f = await setUp(page, s)
  const field = (name: string, type: string) => ({
    id: '',
    product: f.product,
    name,
    slug: '',
    type,
    position: 0,
    currency: type === 'money' ? 'EUR' : '',
    requiredFrom: '',
    default: null,
    help: '',
    choices: [],
  })
  await s.rpc(page, 'SaveFields', {
    product: f.product,
    fields: [field('Value', 'money'), field('Second phone', 'phone'), field('Town', 'text')],
  })
  for (let i = 0; i < count; i++) {
    await addCard(page, s, f, `c${String(i).padStart(2, '0')}@example.com`, 'New lead')
  }
  await page.reload()
  return f
}

/** The cell of a row (from 0) under a column's title. */
async function cell(page: Page, row: number, title: string): Promise<Locator> {
  const head = page.getByRole('columnheader', { name: title })
  const at = Number(await head.getAttribute('aria-colindex')) - 2
  return page.locator(`[data-row="${row}"] [data-column="${at}"]`)
}

test('cells are edited where they stand, by keyboard', async ({ signedIn: page, stepwise }) => {
  const f = await furnish(page, stepwise)
  const columns = await stepwise.rpc<{ key: string; label: { args?: { name?: string } } }[]>(
    page,
    'CardColumns',
    { product: f.product },
  )
  const key = (name: string) => columns.find((c) => c.label.args?.name === name)?.key
  const cols = ['name', 'status', key('Value'), key('Second phone'), key('Town')].join(',')
  await visit(page, stepwise, `/p/${f.product}/cards?cols=${cols}`)

  const value = await cell(page, 2, 'Value')
  await value.click()
  await page.keyboard.type('1234.5')
  await page.keyboard.press('Tab')
  await expect(value).toHaveText('€1,234.50')
  await told(page, 'Card of c02@example.com: Value changed')

  // Tab has gone on to the phone, which the program checks.
  const phone = await cell(page, 2, 'Second phone')
  await expect(phone.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect(phone).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(phone.getByRole('alert')).toBeVisible()
  await picture(page, 'cards-refused')
  await phone.getByRole('textbox').fill('0722 123 456')
  await page.keyboard.press('Enter')
  await expect(phone).toContainText('722')
  await expect(phone).not.toHaveAttribute('aria-invalid')

  // Esc undoes what is typed; the undo of the last edit puts the cell back.
  const town = await cell(page, 0, 'Town')
  await town.dblclick()
  await page.keyboard.type('Iași')
  await page.keyboard.press('Escape')
  await expect(town).toHaveText('')
  await page.keyboard.press('F2')
  await page.keyboard.type('Cluj')
  await page.keyboard.press('Enter')
  await expect(town).toHaveText('Cluj')
  const last = page.getByRole('alert').filter({ hasText: 'Town changed' })
  await last.getByRole('button', { name: 'Undo' }).click()
  await expect(town).toHaveText('')
  await page.reload()
  await expect(await cell(page, 2, 'Value')).toHaveText('€1,234.50')
})

test('many cards are changed at once, told in numbers before, and undone', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await furnish(page, stepwise)
  await visit(page, stepwise, `/p/${f.product}/cards`)
  await expect(page.getByText(`${count} cards`)).toBeVisible()
  await (await cell(page, 0, 'Status')).click()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  const bar = page.getByRole('toolbar', { name: '2 cards selected' })
  await bar.getByRole('button', { name: `Select all ${count} that match` }).click()
  await page.getByRole('button', { name: 'Change status' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change status' })
  await choose(dialog, 'New status', 'Contacted')
  await expect(dialog.getByRole('status')).toContainText(`${count} cards of ${count} will change`)
  await picture(page, 'cards-bulk')
  await dialog.getByRole('button', { name: `Change ${count} cards` }).click()
  await expect(dialog).toBeHidden()

  await expect(await cell(page, 0, 'Status')).toHaveText('Contacted')
  const done = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Undo' }) })
  await done.getByRole('button', { name: 'Undo' }).click()
  await expect(await cell(page, 0, 'Status')).toHaveText('New lead')
  const left = await stepwise.rpc<{ count: number }>(page, 'CountCards', {
    list: {
      product: f.product,
      filter: '',
      status: f.statuses['New lead'],
      owner: '',
      tag: '',
      contact: '',
      deleted: false,
      search: '',
      sort: 'name',
      desc: false,
      columns: [],
      after: '',
      offset: 0,
      total: 0,
      limit: 0,
    },
    most: 0,
  })
  expect(left.count).toBe(count)
})

test('a way to look at the list is kept as a view', async ({ signedIn: page, stepwise }) => {
  const f = await furnish(page, stepwise)
  await visit(page, stepwise, `/p/${f.product}/cards`)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Town' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: 'Search name, email, phone' }).fill('c07')
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: 'View: All cards' }).click()
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as a new view…' })
  await dialog.getByLabel('Name of the view').fill('Number seven')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'View: Number seven' })).toBeVisible()

  await page.getByRole('button', { name: 'View: Number seven' }).click()
  await page.getByRole('menuitem', { name: 'All cards' }).click()
  await expect(page.getByText(`${count} cards`)).toBeVisible()
  await page.getByRole('button', { name: 'View: All cards' }).click()
  await page.getByRole('menuitem', { name: 'Number seven' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('columnheader', { name: 'Town' })).toBeVisible()
})

/** Answers the dialog of an export and takes the file. */
async function exported(page: Page, format: string, columns: string) {
  const dialog = page.getByRole('dialog', { name: 'Export cards' })
  await picture(page, `cards-export-${format}`)
  await dialog.getByRole('radio', { name: columns, exact: true }).check()
  await dialog.getByRole('radio', { name: format }).check()
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export' }).click()
  const file = await coming
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) }
}

/** The first file of a zip. */
function firstOf(zip: Buffer): string {
  expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28)
  return inflateRawSync(zip.subarray(start)).toString()
}

test('chosen cards are exported as lines, and a view as a workbook', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await furnish(page, stepwise)
  await visit(page, stepwise, `/p/${f.product}/cards?cols=name,email,next`)
  await (await cell(page, 3, 'Email')).click()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  const bar = page.getByRole('toolbar', { name: '2 cards selected' })
  await bar.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  const csv = await exported(page, 'CSV', 'Those of the view')
  await told(page, '2 cards exported')
  expect(csv.name).toMatch(/\.csv$/)
  const lines = csv.content
    .toString()
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/)
  expect(lines[0]).toBe('Card,Email')
  expect(lines.slice(1).sort()).toEqual([
    'Card of c03@example.com,c03@example.com',
    'Card of c04@example.com,c04@example.com',
  ])

  await page.getByRole('button', { name: 'View: All cards' }).click()
  await page.getByRole('menuitem', { name: 'Export this view…' }).click()
  const workbook = await exported(page, 'XLSX', 'All')
  await told(page, `${count} cards exported`)
  expect(workbook.name).toMatch(/\.xlsx$/)
  expect(firstOf(workbook.content)).toContain('<?xml')
})
