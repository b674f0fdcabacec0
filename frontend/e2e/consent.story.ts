import { addAutomation, addCard, letSend, setUp, visit } from './furnish'
import { picture, told } from './hands'
import { test } from './sinks'
import { expect } from './stepwise'

test('an address is suppressed by hand, its message stays, and a person lifts it', async ({
  signedIn: page,
  stepwise,
  sinks,
}) => {
  const f = await setUp(page, stepwise)
  await letSend(page, stepwise, sinks)
  // The mail server says "later", so the message waits in the outbox.
  const address = 'f.rcpt-450.stefan@client.example'
  await addCard(page, stepwise, f, address, 'Offer sent')
  const id = await addAutomation(page, stepwise, f, ['Thank you'])
  await stepwise.rpc(page, 'Activate', { id, scope: 'all', midway: '' })

  await visit(page, stepwise, '/settings/incoming')
  await expect(page.getByText('No mailbox is read.')).toBeVisible()
  await picture(page, 'incoming')
  await page.getByRole('link', { name: 'Open the list' }).click()
  await page.getByRole('button', { name: 'Add addresses' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Emails and phone numbers').fill(`${address}\nno address\nmaria@`)
  await dialog.getByRole('button', { name: 'Add to the list' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Line 2, “no address”')
  await expect(dialog.getByRole('alert')).toContainText('Line 3, “maria@”')
  await dialog.getByLabel('Emails and phone numbers').fill(`${address}\n0722 123 456`)
  await dialog.getByLabel('Note (optional)').fill('asked by phone')
  await dialog.getByRole('button', { name: 'Add to the list' }).click()
  await told(page, '2 addresses added')
  await expect(page.getByRole('row', { name: /stefan/ })).toContainText('Added by hand')
  await picture(page, 'suppressions')

  await visit(page, stepwise, '/outbox?state=queued')
  await page.getByRole('button', { name: 'Try now' }).first().click()
  await dialog.getByRole('button', { name: 'Try now' }).click()
  await told(page, '1 message decided')
  await visit(page, stepwise, '/outbox?state=suppressed')
  await expect(page.getByText('The address is on the suppression list').first()).toBeVisible()
  expect(await sinks.emails()).toHaveLength(0)

  await visit(page, stepwise, '/contacts')
  await page.getByRole('link', { name: 'Ștefan Pop' }).click()
  await expect(page.getByText('Suppressed: Added by hand').first()).toBeVisible()

  await visit(page, stepwise, '/settings/suppressions')
  await page.getByRole('searchbox', { name: 'Search addresses' }).fill('stefan')
  await page.getByRole('row', { name: /stefan/ }).click()
  await expect(dialog).toContainText('asked by phone')
  await expect(dialog).toContainText('Automations may write to')
  await picture(page, 'suppression-lift')
  await dialog.getByLabel('How do you know that it may go?').fill('He called back')
  await dialog.getByRole('button', { name: 'Take off the list' }).click()
  await told(page, 'is off the list')
  await expect(page.getByText('No address matches.')).toBeVisible()
})
