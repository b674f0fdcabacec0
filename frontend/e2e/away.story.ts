import { at, moveClock, nextMonday } from './clock'
import { addAutomation, addCard, setUp } from './furnish'
import { picture, told } from './hands'
import { barriers, open, tooNarrow } from './look'
import { expect, test } from './stepwise'

const monday = nextMonday()

test('after a week asleep one decides what became too late, for one and for all', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  await stepwise.rpc(page, 'TestSetClock', { at: at(monday, 0, '10:00') })
  const id = await addAutomation(page, stepwise, f, ['Thanks', 'Reminder'])
  await stepwise.rpc(page, 'Activate', { id, scope: 'new', midway: 'keep', confirm: 0 })
  for (const name of ['ana', 'ion', 'eva']) {
    await addCard(page, stepwise, f, `${name}@client.example`, 'Offer sent')
  }
  await moveClock(page, stepwise, at(monday, 0, '10:05'))
  await moveClock(page, stepwise, at(monday, 6, '12:00'))
  await expect
    .poll(async () => (await stepwise.rpc<{ heldSteps: number }>(page, 'GetStatus')).heldSteps)
    .toBe(3)

  await open(page, stepwise, '/today')
  await page.getByRole('link', { name: 'While you were away: 3 held' }).click()
  const held = page.getByRole('region', { name: 'Became too late' })
  const group = held.getByRole('article', { name: /^3 emails to clients should have gone on/ })
  await expect(group).toContainText('Offer follow-up')
  await expect(group).toContainText('Step 2: Reminder')
  await group.getByRole('button', { name: 'Show the cards' }).click()
  await picture(page, 'away')
  expect(await barriers(page)).toEqual([])

  await group.getByRole('button', { name: /^Skip: .*ion@/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Skip the step' }).click()
  await told(page, 'Done for one card')
  const rest = held.getByRole('article', { name: /^2 emails to clients/ })
  await rest.getByRole('button', { name: 'Send now', exact: true }).click()
  const ask = page.getByRole('dialog')
  await expect(ask).toContainText('Let the steps of 2 cards act now?')
  await ask.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('Nothing waits for you')).toBeVisible()
  await page.setViewportSize({ width: 400, height: 800 })
  expect(await tooNarrow(page)).toEqual([0, 0])
})
