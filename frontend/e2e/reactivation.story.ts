import { at, moveClock, nextMonday } from './clock'
import { addAutomation, addCard, letSend, setUp, visit } from './furnish'
import { picture, told } from './hands'
import { barriers } from './look'
import { test } from './sinks'
import { expect } from './stepwise'

test('a paused automation says what becomes of the cards midway, and does it', async ({
  signedIn: page,
  stepwise,
  sinks,
}) => {
  const f = await setUp(page, stepwise)
  await letSend(page, stepwise, sinks)
  const monday = nextMonday()
  await moveClock(page, stepwise, at(monday, 0, '10:00'))
  const id = await addAutomation(page, stepwise, f, ['Thank you', 'Reminder'])
  await stepwise.rpc(page, 'Activate', { id, scope: 'new', midway: '', confirm: 0 })
  await addCard(page, stepwise, f, 'ana@example.com', 'Offer sent')
  const left = await addCard(page, stepwise, f, 'dan@example.com', 'Offer sent')
  await expect.poll(async () => (await sinks.emails()).length).toBe(2)
  await moveClock(page, stepwise, at(monday, 1, '10:00'))
  await addCard(page, stepwise, f, 'ion@example.com', 'Offer sent')
  await expect.poll(async () => (await sinks.emails()).length).toBe(3)
  await moveClock(page, stepwise, at(monday, 1, '11:00'))
  await stepwise.rpc(page, 'Deactivate', { id })
  await moveClock(page, stepwise, at(monday, 2, '15:00'))
  const card = await stepwise.rpc<{ card: { revision: number } }>(page, 'GetCard', { id: left })
  await stepwise.rpc(page, 'EditCard', {
    id: left,
    revision: card.card.revision,
    part: 'status',
    value: f.statuses.Won,
  })

  await visit(page, stepwise, `/p/${f.product}/automations/${id}`)
  await page.getByRole('button', { name: 'Activate' }).click()
  const dialog = page.getByRole('dialog', { name: /^Activate/ })
  await expect(dialog).toContainText('3 cards were midway when this was paused')
  const keep = dialog.getByRole('radio', { name: 'Keep their dates' })
  await expect(keep).toBeChecked()
  await expect(dialog).toContainText('1 gets its next step at once')
  await expect(dialog).toContainText('1 goes on')
  await expect(dialog).toContainText('1 leaves: no longer matches')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'reactivation')

  await dialog.getByRole('button', { name: '1 gets its next step at once' }).click()
  const behind = page.getByRole('dialog', { name: '1 gets its next step at once' })
  await expect(behind.getByRole('link', { name: 'Card of ana@example.com' })).toBeVisible()
  await page.keyboard.press('Escape')

  await dialog.getByRole('radio', { name: 'Shift by the pause' }).click()
  await dialog.getByRole('button', { name: 'Activate' }).click()
  await told(page, '“Offer follow-up” is active')
  expect((await sinks.emails()).length).toBe(3)
  await moveClock(page, stepwise, at(monday, 3, '15:00'))
  expect((await sinks.emails()).length).toBe(4)
  await moveClock(page, stepwise, at(monday, 4, '15:00'))
  expect((await sinks.emails()).length).toBe(5)
})
