import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { addCard, type Furnished, setUp } from './furnish'
import { drawn } from './hands'
import { expect, type Stepwise, test } from './stepwise'

interface Row {
  template: { id: string; name: string; content: Record<string, unknown> }
}

const nothing = {
  subject: '',
  body: '',
  doc: '',
  simplify: false,
  taskType: '',
  dueDays: 0,
  dueWorkdays: false,
  priority: '',
  attachments: [],
}

/** Saves a template by an operation. */
async function template(
  page: Page,
  s: Stepwise,
  f: Furnished,
  kind: string,
  name: string,
  content: object,
  id = '',
): Promise<string> {
  const saved = await s.rpc<Row>(page, 'SaveTemplate', {
    id,
    product: f.product,
    kind,
    name,
    folder: '',
    content: { ...nothing, ...content },
  })
  return saved.template.id
}

const open = (page: Page, s: Stepwise, f: Furnished, id: string) =>
  page.goto(`${s.address}/#/p/${f.product}/templates/${id}`)

const firstOf = (f: Furnished) => Object.keys(f.statuses)[0] ?? ''

const paragraph = (text: string) =>
  JSON.stringify({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  })

test('an SMS with ș costs two parts; one click makes it one, in the text or when sending', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  await addCard(page, stepwise, f, 'ana@client.example', firstOf(f))
  await page.goto(`${stepwise.address}/#/p/${f.product}/templates`)
  await page.getByRole('button', { name: 'New template' }).click()
  await page.getByRole('menuitem', { name: /SMS/ }).click()
  const text = page.getByRole('textbox', { name: 'Text' })
  await page.getByRole('textbox', { name: 'Name' }).fill('Reminder')
  await text.fill(`Și mâine ne vedem. ${'Va asteptam cu drag la atelier. '.repeat(3)}`)
  const meter = page.getByRole('region', { name: 'What this SMS costs' })
  await expect(meter.getByRole('status')).toContainText('2 SMS')
  await expect(page.locator('mark', { hasText: 'Ș' })).toBeVisible()
  await expect(meter.getByText(/With Ș.* room for only/)).toBeVisible()
  await meter.getByRole('button', { name: 'Use S, a instead' }).click()
  await expect(meter.getByRole('status')).toContainText('1 SMS')
  await expect(page.locator('mark')).toHaveCount(0)
  await expect(text).toHaveText(/^Și mâine/)
  await meter.getByRole('switch').uncheck({ force: true })
  await expect(meter.getByRole('status')).toContainText('2 SMS')
  await meter.getByRole('button', { name: 'Change the text' }).click()
  await expect(text).toHaveText(/^Si maine/)
  await expect(meter.getByRole('status')).toContainText('1 SMS')
})

test('a check with a filter names the cards that lack a value and the longest SMS', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const long = await addCard(page, stepwise, f, 'ion@client.example', firstOf(f))
  await addCard(page, stepwise, f, 'maria@client.example', firstOf(f))
  const product = await stepwise.rpc<{ fields: { id: string }[] }>(page, 'SaveFields', {
    product: f.product,
    fields: [
      {
        id: '',
        product: f.product,
        name: 'Device',
        slug: '',
        type: 'text',
        position: 1,
        currency: '',
        requiredFrom: '',
        default: null,
        help: '',
        choices: [],
      },
    ],
  })
  const part = product.fields[0]?.id
  await stepwise.rpc(page, 'EditCard', { id: long, revision: 0, part, value: 'ș'.repeat(80) })
  const id = await template(page, stepwise, f, 'sms', 'Ready', { body: 'Ready: {{card.device}}' })
  await open(page, stepwise, f, id)
  await page.getByRole('button', { name: 'Check with a filter' }).click()
  const drawer = page.getByRole('dialog', { name: 'Check with a filter' })
  await expect(drawer.getByText('0 of 2 cards are ready')).toBeVisible()
  const missing = drawer.getByRole('listitem').filter({ hasText: 'No value: Device' }).first()
  await expect(missing.getByRole('link')).toHaveText(['Card of maria@client.example'])
  await expect(drawer.getByText('There is no phone number')).toBeVisible()
  await expect(drawer.getByText('1 of 2 needs more than one part.')).toBeVisible()
  await expect(drawer.getByText('Without diacritics it would be 0.')).toBeVisible()
  await drawer.getByRole('button', { name: 'Card of ion@client.example' }).click()
  await expect(page.getByText('Card of ion@client.example')).toBeVisible()
  await expect(page.getByRole('region', { name: 'What this SMS costs' })).toContainText('2 SMS')
})

test('versions say what changed, and an earlier one comes back', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const id = await template(page, stepwise, f, 'task', 'Call', {
    subject: 'Call',
    taskType: 'call',
  })
  const second = {
    subject: 'Call them',
    taskType: 'call',
    body: 'Ask for the date',
    priority: 'high',
  }
  await template(page, stepwise, f, 'task', 'Call', second, id)
  await open(page, stepwise, f, id)
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveText('Call them')
  await page.getByRole('button', { name: 'Versions' }).click()
  const drawer = page.getByRole('dialog', { name: 'Versions' })
  await expect(
    drawer.getByRole('button', { name: /^2.*Ana Ionescu.*Subject or title, Text, Priority/ }),
  ).toBeVisible()
  const difference = drawer.getByRole('region', { name: 'The difference' })
  await expect(difference.locator('ins').first()).toContainText('Call them')
  await expect(difference.locator('ins mark').first()).toHaveText(' them')
  await expect(difference.locator('ins').last()).toContainText('High')
  await drawer.getByRole('button', { name: /^1/ }).click()
  await drawer.getByRole('button', { name: 'Restore version 1' }).click()
  await page.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveText('Call')
  await page.getByRole('button', { name: 'Versions' }).click()
  await expect(drawer.getByRole('button', { name: /^3/ })).toContainText('now')
})

test('a template goes to another product as a file, and comes out the same; one click copies it back', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const pdf = await template(page, stepwise, f, 'pdf', 'Offer', {
    subject: 'Offer',
    doc: paragraph('Dear {{contact.first_name | default: "client"}}'),
  })
  const id = await template(page, stepwise, f, 'email', 'The offer', {
    subject: 'Your offer',
    doc: paragraph('Good day'),
    attachments: [{ asset: '', template: pdf, name: 'Offer' }],
  })
  await open(page, stepwise, f, id)
  await page.getByRole('button', { name: 'More for The offer' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save as a file' }).click()
  const path = await (await saving).path()
  const text = await readFile(path, 'utf8')
  expect(text).toContain('"format": "stepwise.template"')

  const made = await stepwise.rpc<{ product: { id: string } }>(page, 'SaveProduct', {
    id: '',
    name: 'Repairs',
    smsOn: false,
    position: 0,
    archived: 0,
  })
  const other = { ...f, product: made.product.id }
  await page.goto(`${stepwise.address}/#/p/${other.product}/templates`)
  await expect(page.getByRole('heading', { name: 'No templates yet' })).toBeVisible()
  await page.getByLabel('File of a template').setInputFiles(path)
  const dialog = page.getByRole('dialog', { name: 'Import a template' })
  await expect(dialog.getByText('Comes with it: Offer (PDF)')).toBeVisible()
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('heading', { name: 'The offer' })).toBeVisible()
  const rows = await stepwise.rpc<Row[]>(page, 'ListTemplates', { product: other.product })
  const email = rows.find((row) => row.template.name === 'The offer')
  const again = await stepwise.rpc<{ content: string }>(page, 'ExportTemplate', {
    id: email?.template.id,
  })
  expect(Buffer.from(again.content, 'base64').toString()).toBe(text)

  await page.getByRole('button', { name: 'More for The offer' }).click()
  await page.getByRole('menuitem', { name: 'Copy to product' }).click()
  await page.getByRole('menuitem', { name: 'Customers' }).click()
  const copying = page.getByRole('dialog', { name: 'Copy to “Customers”' })
  await copying.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'The offer (2)' })).toBeVisible()
})

test('a PDF that an email takes along stays; a free template goes', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const pdf = await template(page, stepwise, f, 'pdf', 'Contract', {
    subject: 'Contract',
    doc: paragraph('Between us'),
  })
  await template(page, stepwise, f, 'email', 'With contract', {
    subject: 'Contract',
    doc: paragraph('Here it is'),
    attachments: [{ asset: '', template: pdf, name: 'Contract' }],
  })
  await page.goto(`${stepwise.address}/#/p/${f.product}/templates`)
  await page.getByRole('button', { name: 'More for Contract' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const refusal = page.getByRole('dialog', { name: '“Contract” is in use' })
  await expect(refusal.getByRole('link', { name: 'With contract' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for With contract' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('“With contract” is deleted')).toBeVisible()
})

test('templates are put into folders by menu, by keys and by renaming', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  await template(page, stepwise, f, 'sms', 'Hello', { body: 'Hello' })
  await template(page, stepwise, f, 'sms', 'Reminder', { body: 'See you' })
  await page.goto(`${stepwise.address}/#/p/${f.product}/templates`)
  await page.getByRole('button', { name: 'More for Hello' }).click()
  await page.getByRole('menuitem', { name: 'Move to folder' }).click()
  await page.getByRole('menuitem', { name: 'New folder…' }).click()
  await page.getByRole('textbox', { name: 'Name of the folder' }).fill('Visits')
  await page.getByRole('button', { name: 'Save' }).click()
  const rail = page.getByRole('navigation', { name: 'Folders' })
  await expect(rail.getByRole('button', { name: /^Visits\s*1$/ })).toBeVisible()
  await page.getByRole('button', { name: 'Drag Reminder to a folder' }).focus()
  await page.keyboard.press('Space')
  await drawn(page) // the keys of a drag listen a moment later
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('status').filter({ hasText: /over “?Visits/ })).toBeAttached()
  await page.keyboard.press('Space')
  await expect(rail.getByRole('button', { name: /^Visits\s*2$/ })).toBeVisible()
  await rail.getByRole('button', { name: 'More for Visits' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name of the folder' }).fill('Meetings')
  await page.getByRole('button', { name: 'Save' }).click()
  await rail.getByRole('button', { name: /^Meetings\s*2$/ }).click()
  await expect(page.getByRole('link', { name: 'Hello' })).toBeVisible()
})
