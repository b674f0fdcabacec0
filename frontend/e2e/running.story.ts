import type { Page } from '@playwright/test'
import { at, moveClock, nextMonday } from './clock'
import { addAutomation, addCard, type Furnished, setUp } from './furnish'
import { choose, picture, told } from './hands'
import { barriers, open, tooNarrow } from './look'
import { expect, type Stepwise, test } from './stepwise'

const monday = nextMonday()

/** "Offer follow-up" of two emails, active, with three cards on it. */
async function running(page: Page, stepwise: Stepwise): Promise<[Furnished, string]> {
  const f = await setUp(page, stepwise)
  await stepwise.rpc(page, 'TestSetClock', { at: at(monday, 0, '10:00') })
  const id = await addAutomation(page, stepwise, f, ['Thanks', 'Reminder'])
  await stepwise.rpc(page, 'Activate', { id, scope: 'new', midway: 'keep', confirm: 0 })
  for (const name of ['ana', 'ion', 'eva']) {
    await addCard(page, stepwise, f, `${name}@client.example`, 'Offer sent')
  }
  await addCard(page, stepwise, f, 'late@client.example', 'New lead')
  await moveClock(page, stepwise, at(monday, 0, '10:20'))
  return [f, `/p/${f.product}/automations/${id}`]
}

test('one sees who is where, opens a number, and steers one and many', async ({
  signedIn: page,
  stepwise,
}) => {
  const [, path] = await running(page, stepwise)
  await open(page, stepwise, path)
  await page.getByRole('link', { name: 'Running' }).click()
  const numbers = page.getByRole('region', { name: 'Numbers' })
  const cards = page.getByRole('region', { name: 'Cards in this automation' })

  await test.step('every number is a door', async () => {
    await expect(cards.getByText('3 cards')).toBeVisible()
    await numbers.getByRole('button', { name: /^1\. .*: 3 done/ }).click()
    await expect(cards.getByRole('row', { name: /Done/ })).toHaveCount(3)
    await expect(page).toHaveURL(/state=done/)
    await numbers.getByRole('button', { name: '3 under way' }).click()
    await cards.getByLabel('Search by name').fill('ana@')
    await expect(cards.getByText('1 card', { exact: true })).toBeVisible()
    await cards.getByLabel('Search by name').fill('')
    await picture(page, 'running')
    expect(await barriers(page)).toEqual([])
  })

  await test.step('one is paused from its menu', async () => {
    await cards.getByRole('button', { name: /More for .*ion@/ }).click()
    await page.getByRole('menuitem', { name: 'Pause' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
    await told(page, 'Done for one card')
    await expect(cards.getByRole('row', { name: /ion@.*Paused/ })).toBeVisible()
  })

  await test.step('many are stopped, and that is undone', async () => {
    await cards.getByRole('checkbox', { name: 'Choose all' }).check()
    await cards.getByRole('button', { name: 'Stop' }).click()
    const ask = page.getByRole('dialog')
    await expect(ask).toContainText('Stop the automation for 3 cards?')
    await ask.getByRole('button', { name: 'Stop' }).click()
    await expect(numbers.getByRole('button', { name: '3 stopped' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(numbers.getByRole('button', { name: '3 under way' })).toBeVisible()
  })
})

test('a card that does not match starts by hand at a later step, and Why? says so', async ({
  signedIn: page,
  stepwise,
}) => {
  const [, path] = await running(page, stepwise)
  await open(page, stepwise, `${path}/running`)
  await page.getByRole('button', { name: 'Start a card' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Cards' }).fill('late')
  await page.getByRole('option', { name: /late@/ }).click()
  await choose(dialog, 'Start at', '2. Reminder')
  await expect(dialog).toContainText(/they don.t match its filter/)
  await dialog.getByRole('checkbox', { name: /Start also cards/ }).check()
  await dialog.getByRole('button', { name: 'Start 1 card' }).click()
  const cards = page.getByRole('region', { name: 'Cards in this automation' })
  await cards.getByRole('row', { name: /late@.*by hand/ }).click()
  const why = page.getByRole('dialog', { name: 'Why?' })
  await expect(why).toContainText('the card was started at a later step')
  await expect(why).toContainText('+2 days')
  await picture(page, 'running-why')
  expect(await barriers(page)).toEqual([])
})

test('the running view fits a narrow window and a dark one, and says what belongs there', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const id = await addAutomation(page, stepwise, f, ['Thanks'])
  await open(page, stepwise, `/p/${f.product}/automations/${id}/running`)
  await expect(page.getByText('Nobody is in this automation yet')).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 400, height: 800 })
  expect(await tooNarrow(page)).toEqual([0, 0])
})
