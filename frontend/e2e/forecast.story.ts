import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { at, moveClock, nextMonday } from './clock'
import { addAutomation, addCard, type Furnished, setUp, visit } from './furnish'
import { picture } from './hands'
import { barriers, tooNarrow } from './look'
import { expect, type Stepwise, test } from './stepwise'

// What an automation will do is seen before it does it.

/** Two cards that can be written to and one that cannot, and an automation of two emails for all three. */
async function offers(page: Page, s: Stepwise) {
  const f = await setUp(page, s)
  await moveClock(page, s, at(nextMonday(), 0, '10:30'))
  await addCard(page, s, f, 'ana@client.example', 'Offer sent')
  await addCard(page, s, f, 'bogdan@client.example', 'Offer sent')
  await addCardAlone(page, s, f)
  const id = await addAutomation(page, s, f, ['Thank you', 'Reminder'])
  return { ...f, id, path: `/p/${f.product}/automations/${id}` }
}

async function addCardAlone(page: Page, s: Stepwise, f: Furnished) {
  await s.rpc(page, 'SaveCard', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Card without a client',
    status: f.statuses['Offer sent'],
    owner: f.me,
    fields: {},
    contact: null,
  })
}

const rows = (page: Page) => page.getByRole('grid', { name: 'What happens' })

test('the forecast says what each answer does, when, why not, and shows every text', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await offers(page, stepwise)
  await visit(page, stepwise, f.path)
  await page
    .getByRole('navigation', { name: 'More about this automation' })
    .getByRole('link', { name: 'Forecast' })
    .click()

  const all = page.getByRole('region', { name: 'All cards' })
  await expect(all.getByRole('link', { name: '3 cards' })).toBeVisible()
  await expect(
    all.getByRole('button', { name: '2 messages to clients on the first day' }),
  ).toBeVisible()
  await expect(all.getByRole('button', { name: 'Emails to clients: 4' })).toBeVisible()
  await expect(page.getByText('Assumes that nobody edits cards in the meantime')).toBeVisible()
  await picture(page, 'forecast')
  expect(await barriers(page)).toEqual([])

  const why = page.getByRole('region', { name: 'What isn’t done, and why' })
  await why.getByRole('button', { name: 'The card has no client' }).click()
  await expect(rows(page).getByRole('row', { name: 'Card without a client' })).toHaveCount(2)
  await page.getByRole('button', { name: 'Show everything' }).click()

  const days = page.getByRole('region', { name: 'Days' })
  await days
    .getByRole('button', { name: /Emails to clients 2, Skipped 1$/ })
    .first()
    .focus()
  await page.keyboard.press('ArrowRight')
  await expect(days.locator(':focus')).toHaveText(/: nothing/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(rows(page).getByRole('row', { name: /2. Email to the client/ })).not.toHaveCount(0)
  await expect(rows(page).getByRole('row', { name: /1. Email to the client/ })).toHaveCount(0)

  await rows(page)
    .getByRole('row', { name: /ana@client.example 2. Email/ })
    .focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('Reminder')
  await expect(drawer.frameLocator('iframe').getByText('Bună')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()

  await page.getByRole('radio', { name: 'Only new cards' }).check()
  await expect(page.getByRole('heading', { name: 'Nothing happens by itself' })).toBeVisible()
  await page.getByRole('button', { name: 'See what it does for all cards' }).click()
  await expect(rows(page)).toBeVisible()

  await page.setViewportSize({ width: 400, height: 800 })
  expect(await tooNarrow(page)).toEqual([0, 0])
  await expect(page.getByRole('list', { name: 'Days' }).getByRole('listitem')).not.toHaveCount(0)
})

test('a forecast is a file too, and says when it has grown old', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await offers(page, stepwise)
  await visit(page, stepwise, `${f.path}/forecast`)
  await expect(rows(page)).toBeVisible()

  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const file = await coming
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('ana@client.example')
  expect(text.trim().split('\n').length).toBeGreaterThan(6)

  await addCard(page, stepwise, f, 'carmen@client.example', 'Offer sent')
  await expect(page.getByText('Cards have changed since this forecast.')).toBeVisible()
  await page.getByRole('button', { name: 'Forecast again' }).last().click()
  const all = page.getByRole('region', { name: 'All cards' })
  await expect(all.getByRole('link', { name: '4 cards' })).toBeVisible()
  await expect(page.getByText('Cards have changed since this forecast.')).toBeHidden()
})

test('what is not saved yet is foreseen over the builder', async ({ signedIn: page, stepwise }) => {
  const f = await offers(page, stepwise)
  await visit(page, stepwise, f.path)
  await page
    .getByRole('region', { name: 'Add a step' })
    .getByRole('button', { name: 'Task' })
    .click()
  await page
    .getByRole('navigation', { name: 'More about this automation' })
    .getByRole('link', { name: 'Forecast' })
    .click()
  const over = page.getByRole('dialog')
  await expect(over).toContainText('A draft that is not saved')
  await expect(over.getByRole('region', { name: 'Step by step' })).toContainText('Task')
  await picture(page, 'forecast-draft')
  await over.getByRole('button', { name: 'Close' }).click()
  await expect(over).toBeHidden()
  await expect(page.getByRole('button', { name: 'Save all' })).toBeEnabled()
})
