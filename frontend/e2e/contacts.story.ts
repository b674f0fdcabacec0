import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Furnished, setUp, visit } from './furnish'
import { choose, goTo, told } from './hands'
import { expect, type Stepwise, test } from './stepwise'

interface Address {
  channel: 'email' | 'sms'
  typed: string
}

const email = (typed: string): Address => ({ channel: 'email', typed })
const phone = (typed: string): Address => ({ channel: 'sms', typed })

/** A person who is there already, by an operation. */
async function person(page: Page, s: Stepwise, first: string, last: string, list: Address[]) {
  const saved = await s.rpc<{ contact: { contact: { id: string } } }>(page, 'SaveContact', {
    id: '',
    revision: 0,
    kind: 'person',
    company: '',
    companyName: '',
    firstName: first,
    lastName: last,
    name: '',
    website: '',
    postal: '',
    note: '',
    tags: [],
    addresses: list.map((a) => ({ id: '', label: '', default: false, ...a })),
  })
  return saved.contact.contact.id
}

/** A card about a person, who comes with it. */
async function card(page: Page, s: Stepwise, f: Furnished, name: string, list: Address[]) {
  const [firstName = '', lastName = ''] = name.split(' ')
  const of = (channel: string) => list.filter((a) => a.channel === channel).map((a) => a.typed)
  await s.rpc(page, 'SaveCard', {
    id: '',
    revision: 0,
    product: f.product,
    name: `Bread for ${name}`,
    status: f.statuses['New lead'] ?? Object.values(f.statuses)[0],
    owner: f.me,
    fields: {},
    tags: [],
    contact: { firstName, lastName, company: '', emails: of('email'), phones: of('sms') },
  })
}

test('a client is added, found without its diacritics, and says no', async ({
  signedIn: page,
  stepwise: s,
}) => {
  await setUp(page, s)
  await goTo(page, 'Clients')
  await page.getByRole('main').getByRole('button', { name: 'New client' }).first().click()
  const form = page.getByRole('dialog', { name: 'New person' })
  await form.getByLabel('First name').fill('Ștefania')
  await form.getByLabel('Last name').fill('Țăran')
  await form.getByRole('combobox', { name: 'Company' }).fill('Moara Nouă')
  await form.getByRole('textbox', { name: 'Email 1' }).fill('stefania@moara.example')
  await choose(form, 'Kind of stefania@moara.example', 'Work')
  await form.getByRole('button', { name: 'Add an email' }).click()
  await form.getByRole('textbox', { name: 'Email 2' }).fill('acasa@client.example')
  await form.getByRole('textbox', { name: 'Phone 1' }).fill('O721')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('textbox', { name: 'Phone 1' })).toBeFocused()
  await form.getByRole('textbox', { name: 'Phone 1' }).fill('0721 234 567')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: /Ștefania Țăran/ })
  await expect(drawer.getByRole('link', { name: 'Moara Nouă' })).toBeVisible()
  await expect(drawer.getByText('+40721234567')).toBeVisible()

  await drawer.getByRole('button', { name: 'More for acasa@client.example' }).click()
  await page.getByRole('menuitem', { name: /^Consent of/ }).click()
  const consent = page.getByRole('dialog', { name: 'Consent of acasa@client.example' })
  await consent.getByRole('radio', { name: /^Unsubscribed/ }).check()
  await consent.getByLabel('What did the person say').fill('On the phone, on Monday')
  await consent.getByRole('button', { name: 'Save consent' }).click()
  await told(page, 'Consent of acasa@client.example saved')
  await expect(drawer.getByText('Ana Ionescu – On the phone, on Monday')).toBeVisible()

  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('TARAN stef')
  await expect(page.getByRole('grid').getByRole('row', { name: /Ștefania Țăran/ })).toBeVisible()
  await expect(page.getByText('1 client', { exact: true })).toBeVisible()

  // What was found is taken along: the person, not the company.
  await page.getByRole('button', { name: 'Export' }).click()
  const order = page.getByRole('dialog', { name: 'Export clients' })
  await order.getByRole('radio', { name: 'CSV' }).check()
  const coming = page.waitForEvent('download')
  await order.getByRole('button', { name: 'Export' }).click()
  const file = await coming
  await told(page, '1 client exported')
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('Ștefania Țăran,Ștefania,Țăran,Moara Nouă,')
})

test('two clients that are one are found, merged, and taken apart again', async ({
  signedIn: page,
  stepwise: s,
}) => {
  const f = await setUp(page, s)
  await card(page, s, f, 'Ion Popescu', [email('ion@client.example'), phone('0721 000 111')])
  await person(page, s, 'Ionuț', 'Popescu', [email('ION@client.example'), phone('0733 000 222')])
  await visit(page, s, '/contacts/duplicates')
  await page.getByRole('button', { name: 'Find duplicates' }).click()
  const group = page.getByRole('article')
  await expect(group.getByText('same email')).toBeVisible()
  await group.getByRole('button', { name: 'Merge' }).click()

  const after = page.getByRole('region', { name: 'Afterwards' })
  await page.getByRole('radio', { name: 'Ionuț Popescu' }).first().check()
  await expect(after.getByText('1 card moves')).toBeVisible()
  await page
    .getByRole('radiogroup', { name: 'Default phone' })
    .getByRole('radio', { name: '0721 000 111' })
    .check()
  await expect(after.getByText('added')).toHaveCount(1)
  await page.getByRole('button', { name: 'Merge 2 clients' }).click()
  await expect(page.getByRole('heading', { name: 'Ionuț Popescu', level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Bread for Ion Popescu' })).toBeVisible()
  await expect(page.getByRole('link', { name: /0721 000 111/ })).toBeVisible()

  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { name: 'Merge clients', level: 1 })).toBeVisible()
  await goTo(page, 'Clients')
  await expect(page.getByText('2 clients', { exact: true })).toBeVisible()
  await page.getByRole('grid').getByRole('link', { name: 'Ion Popescu' }).click()
  await expect(page.getByRole('link', { name: 'Bread for Ion Popescu' })).toBeVisible()
})

/** The files of the data folder in which a text stands. */
async function holding(folder: string, text: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name))
    if (bytes.includes(text)) found.push(entry.name)
  }
  return found
}

test('a person is erased, and is in no file afterwards', async ({
  signedIn: page,
  stepwise: s,
}) => {
  const f = await setUp(page, s)
  await card(page, s, f, 'Zenobia Quintescu', [email('zenobia@unic.example')])
  expect(await holding(s.data, 'Quintescu')).not.toEqual([])
  await goTo(page, 'Clients')
  await page.getByRole('grid').getByRole('link', { name: 'Zenobia Quintescu' }).click()
  await expect(page.getByRole('link', { name: 'Bread for Zenobia Quintescu' })).toBeVisible()

  await page.getByRole('button', { name: 'More for Zenobia Quintescu' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export everything about this person' }).click()
  expect((await download).suggestedFilename()).toBe('zenobia quintescu.zip')

  await page.getByRole('button', { name: 'More for Zenobia Quintescu' }).click()
  await page.getByRole('menuitem', { name: 'Erase this person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Erase Zenobia Quintescu for good' })
  await expect(dialog.getByText('1 card: Bread for Zenobia Quintescu')).toBeVisible()
  await dialog.getByLabel('Type the name to confirm').fill('Zenobia')
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await expect(dialog.getByText('Type the name exactly as it is shown.')).toBeVisible()
  await dialog.getByLabel('Type the name to confirm').fill('Zenobia Quintescu')
  await page.keyboard.press('Enter')
  await told(page, 'The person is erased, with 1 card')
  await expect(page.getByText('No clients yet')).toBeVisible()
  for (const text of ['Quintescu', 'quintescu', 'Zenobia', 'zenobia@unic.example']) {
    expect(await holding(s.data, text)).toEqual([])
  }
})
