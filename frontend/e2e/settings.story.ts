import type { Page } from '@playwright/test'
import { addCard, type Furnished, setUp } from './furnish'
import { expect, type Stepwise, test } from './stepwise'

interface Workspace {
  products: { fields: { id: string; name: string; type: string }[]; statuses: { name: string }[] }[]
  users: { id: string; name: string; active: boolean }[]
}

interface CardView {
  card: { id: string; name: string; status: string; owner: string; fields: Record<string, unknown> }
}

const workspace = (page: Page, s: Stepwise) => s.rpc<Workspace>(page, 'GetWorkspace')

const firstOf = (f: Furnished) => Object.keys(f.statuses)[0] ?? ''

/** Adds a text field with a value on each of some cards. */
async function cities(page: Page, s: Stepwise, f: Furnished, values: string[]): Promise<string[]> {
  const field = { id: '', product: f.product, name: 'Area', slug: '', type: 'text', position: 1 }
  const made = await s.rpc<Workspace['products'][number]>(page, 'SaveFields', {
    product: f.product,
    fields: [{ ...field, currency: '', requiredFrom: '', default: null, help: '', choices: [] }],
  })
  const ids: string[] = []
  for (const [i, value] of values.entries()) {
    const id = await addCard(page, s, f, `c${i}@client.example`, firstOf(f))
    await s.rpc(page, 'EditCard', { id, revision: 0, part: made.fields[0]?.id, value })
    ids.push(id)
  }
  return ids
}

async function openProduct(page: Page, s: Stepwise, f: Furnished) {
  await page.goto(`${s.address}/#/settings/products/${f.product}`)
  await expect(page.getByRole('heading', { name: 'Fields' })).toBeVisible()
}

test('a field changes its type with a look at what is lost, and back', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const [first, , third] = await cities(page, stepwise, f, ['54,5', '70', 'about ten'])
  await openProduct(page, stepwise, f)
  await page.getByRole('button', { name: /^Area/ }).click()
  await page.getByRole('button', { name: 'Change type' }).click()
  await page.getByRole('combobox', { name: 'New type' }).click()
  await page.getByRole('option', { name: 'Number', exact: true }).click()
  await expect(page.getByText('2 values stay.')).toBeVisible()
  await expect(page.getByRole('cell', { name: 'about ten' })).toBeVisible()
  await page.getByRole('button', { name: 'Change and lose 1 value' }).click()
  await expect(page.getByText('Done: 2 values converted.')).toBeVisible()
  const read = async (id = '') =>
    (await stepwise.rpc<CardView>(page, 'GetCard', { id })).card.fields
  expect(Object.values(await read(first))).toEqual([54.5])
  expect(Object.values(await read(third))).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status').getByText('Undone')).toBeVisible()
  expect(Object.values(await read(third))).toEqual(['about ten'])
})

test('a status goes once its cards have another, and comes back with them', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const [id] = await cities(page, stepwise, f, ['Cluj'])
  await openProduct(page, stepwise, f)
  const [first = ''] = Object.keys(f.statuses)
  await page.getByRole('button', { name: `More for ${first}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(`1 card is in “${first}”.`)).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Move them to' }).click()
  const [, second = ''] = Object.keys(f.statuses)
  await page.getByRole('option', { name: second }).click()
  await dialog.getByRole('button', { name: 'Move 1 card and delete' }).click()
  await expect(page.getByText('Done: 1 card changed.')).toBeVisible()
  const status = async () => (await stepwise.rpc<CardView>(page, 'GetCard', { id })).card.status
  expect(await status()).toBe(f.statuses[second])
  expect((await workspace(page, stepwise)).products[0]?.statuses).toHaveLength(5)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status').getByText(/^Undone/)).toBeVisible()
  expect(await status()).toBe(f.statuses[first])
})

test('a colleague who leaves hands over', async ({ signedIn: page, stepwise }) => {
  const f = await setUp(page, stepwise)
  const barna = await stepwise.rpc<{ id: string }>(page, 'SaveUser', {
    id: '',
    name: 'Barna Kiss',
    email: 'barna@atelier.example',
    phone: '',
    role: 'member',
    language: 'hu',
    signature: '',
    active: true,
  })
  const [id] = await cities(page, stepwise, f, ['Cluj'])
  await stepwise.rpc(page, 'EditCard', { id, revision: 0, part: 'owner', value: barna.id })
  await page.goto(`${stepwise.address}/#/settings/people`)
  await page.getByRole('button', { name: 'Hand over from Barna Kiss' }).click()
  await page.getByRole('combobox', { name: 'Who takes over 1 card (1 open)' }).click()
  await page.getByRole('option', { name: 'Ana Ionescu' }).click()
  await page.getByRole('button', { name: 'Hand over and deactivate' }).click()
  await expect(page.getByText('Done: 1 card changed.')).toBeVisible()
  const { card } = await stepwise.rpc<CardView>(page, 'GetCard', { id })
  expect(card.owner).toBe(f.me)
  const left = (await workspace(page, stepwise)).users.find((u) => u.id === barna.id)
  expect(left?.active).toBe(false)
})
