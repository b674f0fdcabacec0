import { addAutomation, addCard, letSend, setUp, visit } from './furnish'
import { picture, told } from './hands'
import { barriers } from './look'
import { test } from './sinks'
import { expect } from './stepwise'

test('before an activation one sees what each answer does, and for whom it would fail', async ({
  signedIn: page,
  stepwise,
  sinks,
}) => {
  const f = await setUp(page, stepwise)
  await letSend(page, stepwise, sinks)
  for (const n of [1, 2, 3]) await addCard(page, stepwise, f, `c${n}@example.com`, 'Offer sent')
  await stepwise.rpc(page, 'SaveCard', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Without an address',
    status: f.statuses['Offer sent'],
    owner: f.me,
    fields: {},
    contact: { firstName: 'Ion', lastName: 'Pop', company: '', emails: [], phones: [] },
  })
  const id = await addAutomation(page, stepwise, f, ['Thank you', 'Reminder'])
  await visit(page, stepwise, `/p/${f.product}/automations/${id}`)
  await page.getByRole('button', { name: 'Activate' }).click()
  const dialog = page.getByRole('dialog', { name: /^Activate/ })
  await expect(dialog.getByRole('radio', { name: 'Only new cards' })).toBeChecked()
  await dialog.getByRole('radio', { name: 'All cards' }).click()
  await expect(dialog).toContainText('4 cards start now.')
  await expect(dialog).toContainText('3 emails to clients')
  const checks = dialog.getByRole('region', { name: 'Checks' })
  await expect(checks).toContainText('Step 1: 1 card is skipped: There is no email address')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'activation')

  await checks.getByRole('button', { name: '1 card' }).first().click()
  const behind = page.getByRole('dialog', { name: /1 card is skipped/ })
  await expect(behind.getByRole('link', { name: 'Without an address' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(behind).toBeHidden()
  await dialog.getByRole('button', { name: 'Activate' }).click()
  await told(page, '“Offer follow-up” is active')
  await expect.poll(async () => (await sinks.emails()).length).toBe(3)
})

test('a large first day is typed before it goes', async ({ signedIn: page, stepwise }) => {
  const f = await setUp(page, stepwise)
  for (let n = 0; n < 101; n++) {
    await addCard(page, stepwise, f, `client${n}@example.com`, 'Offer sent')
  }
  const id = await addAutomation(page, stepwise, f, ['Thank you'])
  await visit(page, stepwise, `/p/${f.product}/automations/${id}`)
  await page.getByRole('button', { name: 'Activate' }).click()
  const dialog = page.getByRole('dialog', { name: /^Activate/ })
  const go = dialog.getByRole('button', { name: 'Activate' })
  await expect(go).toBeEnabled()
  await dialog.getByRole('radio', { name: 'All cards' }).click()
  await expect(go).toBeDisabled()
  const number = dialog.getByLabel(/101 messages go to clients/)
  await number.fill('100')
  await expect(dialog).toContainText('This is not the number.')
  await expect(go).toBeDisabled()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'activation-number')
  await number.fill('101')
  await go.click()
  await told(page, '“Offer follow-up” is active')
})
