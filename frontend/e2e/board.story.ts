import type { Locator, Page } from '@playwright/test'
import { addAutomation, addCard, type Furnished, setUp, visit } from './furnish'
import { lift, picture } from './hands'
import { expect, type Stepwise, test } from './stepwise'

/** One status on the board. */
function column(page: Page, status: string): Locator {
  const heading = page.getByRole('heading', { name: status, exact: true })
  return page.locator('section').filter({ has: heading })
}

/** A board with two new cards, and an automation that starts when one comes to "Offer sent". */
async function furnish(page: Page, s: Stepwise): Promise<Furnished> {
  const f = await setUp(page, s)
  const id = await addAutomation(page, s, f, ['Thank you'])
  await s.rpc(page, 'Activate', { id, scope: 'new', midway: '' })
  await addCard(page, s, f, 'ana@example.com', 'New lead')
  await addCard(page, s, f, 'ion@example.com', 'New lead')
  await visit(page, s, `/p/${f.product}/cards?as=board`)
  await expect(column(page, 'New lead').getByRole('listitem')).toHaveCount(2)
  return f
}

async function passages(page: Page, s: Stepwise, card: Locator): Promise<number> {
  const id = await card.getAttribute('data-card')
  const view = await s.rpc<{ passages: unknown[] }>(page, 'GetCard', { id })
  return view.passages.length
}

test('a card is dragged to another status, says what that started, and can go back', async ({
  signedIn: page,
  stepwise,
}) => {
  await furnish(page, stepwise)
  const card = column(page, 'New lead').getByRole('listitem').filter({ hasText: 'ana@' })
  const from = await card.boundingBox()
  const to = await column(page, 'Offer sent').boundingBox()
  if (!from || !to) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 100, from.y + 60)
  await page.mouse.down()
  await page.mouse.move(from.x + 120, from.y + 70, { steps: 4 })
  await page.mouse.move(to.x + to.width / 2, to.y + 160, { steps: 10 })
  await expect(column(page, 'Offer sent')).toHaveAttribute('data-over')
  await page.mouse.up()

  const moved = column(page, 'Offer sent').getByRole('listitem')
  await expect(moved).toContainText('Started: Offer follow-up')
  await expect(column(page, 'Offer sent')).toContainText('1')
  await picture(page, 'board-moved')
  expect(await passages(page, stepwise, moved)).toBe(1)

  await moved.getByRole('button', { name: 'Undo' }).click()
  await expect(column(page, 'New lead').getByRole('listitem')).toHaveCount(2)
  await expect(column(page, 'Offer sent').getByRole('listitem')).toHaveCount(0)
})

test('a card is moved by keyboard alone, and by its menu', async ({ signedIn: page, stepwise }) => {
  await furnish(page, stepwise)
  const said = page.getByRole('status')
  await column(page, 'New lead').getByRole('link', { name: /ana@/ }).focus()
  await lift(page, 'lifted from New lead')
  await page.keyboard.press('ArrowRight')
  await expect(said.filter({ hasText: 'over Contacted, 2 of' })).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(said.filter({ hasText: 'stays where it was' })).toBeAttached()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')

  const there = column(page, 'Offer sent').getByRole('link', { name: /ana@/ })
  await expect(there).toBeFocused()
  await expect(said.filter({ hasText: 'is now in Offer sent. Started' })).toBeAttached()

  await page.getByRole('button', { name: 'Move Card of ion@example.com to…' }).click()
  await page.getByRole('menuitem', { name: 'Contacted' }).click()
  await expect(column(page, 'Contacted').getByRole('listitem')).toContainText('ion@')
})

test('a status that needs a value asks for it, then the card moves', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await furnish(page, stepwise)
  const ws = await stepwise.rpc<{ products: { fields: object[] }[] }>(page, 'GetWorkspace')
  const reason = {
    id: '',
    product: f.product,
    name: 'Why not',
    slug: '',
    type: 'text',
    position: 0,
    currency: '',
    requiredFrom: f.statuses.Lost,
    default: null,
    help: '',
    choices: [],
  }
  const fields = [...(ws.products[0]?.fields ?? []), reason]
  await stepwise.rpc(page, 'SaveFields', { product: f.product, fields })
  await page.reload()
  await page.getByRole('button', { name: 'Move Card of ana@example.com to…' }).click()
  await page.getByRole('menuitem', { name: 'Lost' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move to Lost' })
  await dialog.getByLabel('Why not').fill('Too far away')
  await picture(page, 'board-required')
  await dialog.getByRole('button', { name: 'Move card' }).click()
  await expect(dialog).toBeHidden()
  await expect(column(page, 'Lost').getByRole('listitem')).toContainText('ana@')
})
