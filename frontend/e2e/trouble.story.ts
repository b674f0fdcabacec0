import type { Page } from '@playwright/test'
import { addAutomation, addCard, letSend, setUp, visit } from './furnish'
import { picture, told } from './hands'
import { test } from './sinks'
import { expect } from './stepwise'

test('a person decides about an email that may have arrived', async ({
  signedIn: page,
  stepwise,
  sinks,
}) => {
  const f = await setUp(page, stepwise)
  await letSend(page, stepwise, sinks)
  // The mail server takes it and cuts the line before it says so, the first time.
  await addCard(page, stepwise, f, 'f.drop-after-accept-once.ana@example.com', 'Offer sent')
  await addCard(page, stepwise, f, 'f.drop-after-accept-once.dan@example.com', 'Offer sent')
  const id = await addAutomation(page, stepwise, f, ['Thank you'])
  await stepwise.rpc(page, 'Activate', { id, scope: 'all', midway: '' })
  await visit(page, stepwise, '/tasks')

  await page.getByRole('button', { name: '1 problem' }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('2 uncertain messages')
  await picture(page, 'problems-uncertain')
  await drawer.getByRole('link', { name: 'Decide' }).click()
  expect(await sinks.emails()).toHaveLength(2)

  await page
    .getByRole('checkbox', { name: /Choose .*/ })
    .nth(1)
    .check()
  await picture(page, 'outbox-uncertain')
  await page.getByRole('button', { name: 'It arrived' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'It arrived' }).click()
  await told(page, '1 message decided')
  await expect(page.getByText('1 message was handed over, but no answer came.')).toBeVisible()
  await page.getByRole('button', { name: 'Send again: all 1' }).click()
  await expect(page.getByRole('dialog')).toContainText('If it did, the client gets it twice.')
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click()
  await expect.poll(async () => (await sinks.emails()).length).toBe(3)

  const ids = (await sinks.emails()).map((e) => e.mid)
  expect(new Set(ids).size).toBe(3)
  await expect(page.getByText('No problems')).toBeVisible()
  await picture(page, 'outbox-decided')
})

test.describe('with a mail server that wants a password', () => {
  test.use({ password: 'office:sesame' })

  test('a wrong one stops the account, says so, and is mended', async ({
    signedIn: page,
    stepwise,
    sinks,
  }) => {
    const f = await setUp(page, stepwise)
    await letSend(page, stepwise, sinks, 'office', 'sesame')
    await addCard(page, stepwise, f, 'client@example.com', 'Offer sent')
    const id = await addAutomation(page, stepwise, f, ['Thank you'])
    await visit(page, stepwise, '/settings/sending')
    await newPassword(page, 'of last year')
    await stepwise.rpc(page, 'Activate', { id, scope: 'all', midway: '' })

    await page.getByRole('button', { name: '1 problem' }).click()
    const drawer = page.getByRole('dialog')
    await expect(drawer).toContainText('Account “Office” stopped')
    await expect(drawer).toContainText('5.7.8 bad credentials')
    await picture(page, 'problems-account')
    await page.keyboard.press('Escape')
    const account = page.getByRole('article', { name: 'Office' })
    await expect(account).toContainText('5.7.8 bad credentials')
    await expect(account).toContainText('1 message waits')
    await picture(page, 'account-stopped')

    await account.getByRole('button', { name: 'Send a test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Send a test' }).click()
    await expect(dialog.getByRole('status')).toContainText('does not work yet')
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Signing in' })).toContainText(
      '535 5.7.8',
    )
    await picture(page, 'test-refused')
    await page.keyboard.press('Escape')

    await newPassword(page, 'sesame')
    await expect
      .poll(async () => (await sinks.emails()).map((e) => e.rcpt))
      .toEqual([['client@example.com']])
    await expect(page.getByText('No problems')).toBeVisible()
  })
})

async function newPassword(page: Page, password: string) {
  await page.getByRole('article', { name: 'Office' }).getByRole('button', { name: 'Edit' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: 'Enter a new one' }).click()
  await form.getByLabel('Password', { exact: true }).fill(password)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
}
