import { addAutomation, addCard, letSend, setUp, visit } from './furnish'
import { allSaved, goTo, lift, picture, told } from './hands'
import { test } from './sinks'
import { expect } from './stepwise'

test('steps are added and ordered by keyboard alone', async ({ signedIn: page, stepwise }) => {
  const f = await setUp(page, stepwise)
  const id = await addAutomation(page, stepwise, f, ['First', 'Second', 'Third'])
  await visit(page, stepwise, `/p/${f.product}/automations/${id}`)
  const steps = page.getByRole('region', { name: 'Steps', exact: true }).getByRole('listitem')
  await expect(steps).toHaveCount(3)

  await page.getByRole('button', { name: 'Move Step 1, Email to the client' }).focus()
  await lift(page, 'lifted, place 1 of 3')
  await page.keyboard.press('ArrowDown')
  await heard('is over place 2 of 3')
  await page.keyboard.press('ArrowDown')
  await heard('is over place 3 of 3')
  await page.keyboard.press('Space')
  await heard('is now at place 3 of 3')
  await inOrder(['Second', 'Third', 'First'])

  await page.getByRole('button', { name: 'Move Step 2, Email to the client' }).focus()
  await lift(page, 'lifted, place 2 of 3')
  await page.keyboard.press('ArrowUp')
  await heard('is over place 1 of 3')
  await page.keyboard.press('Escape')
  await heard('is back where it was')
  await inOrder(['Second', 'Third', 'First'])

  const toolbox = page.getByRole('region', { name: 'Add a step' })
  await toolbox.getByRole('button', { name: 'Task' }).focus()
  await page.keyboard.press('Enter')
  await expect(steps).toHaveCount(4)
  await page.keyboard.press('Control+z')
  await expect(steps).toHaveCount(3)
  await page.keyboard.press('Control+s')
  await allSaved(page)
  await page.reload()
  await inOrder(['Second', 'Third', 'First'])

  async function heard(words: string) {
    await expect(page.getByRole('status').filter({ hasText: words })).toBeAttached()
  }
  async function inOrder(names: string[]) {
    await expect(steps).toContainText(names)
  }
})

test('activated for new cards only, those that are there get nothing', async ({
  signedIn: page,
  stepwise,
  sinks,
}) => {
  const f = await setUp(page, stepwise)
  await letSend(page, stepwise, sinks)
  await addCard(page, stepwise, f, 'old@example.com', 'Offer sent')
  const late = await addCard(page, stepwise, f, 'new@example.com', 'Contacted')
  const id = await addAutomation(page, stepwise, f, ['Thank you'])
  await visit(page, stepwise, `/p/${f.product}/automations/${id}`)

  await page.getByRole('button', { name: 'Activate' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: 'Only new cards' })).toBeChecked()
  await expect(dialog).toContainText('The 1 card that matches now is left alone')
  await dialog.getByRole('button', { name: 'Activate' }).click()
  await told(page, '“Offer follow-up” is active')

  await goTo(page, 'Cards')
  await page.getByRole('link', { name: 'Card of new@example.com' }).click()
  await page
    .getByRole('group', { name: 'Status' })
    .getByRole('button', { name: 'Offer sent' })
    .click()
  await told(page, 'Started: Offer follow-up')
  await expect
    .poll(async () => (await sinks.emails()).flatMap((e) => e.rcpt))
    .toEqual(['new@example.com'])
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(
    'Email sent to new@example.com',
  )
  await picture(page, 'card-entered')

  const why = await stepwise.rpc<{ answer: { key: string } }>(page, 'ExplainCard', {
    sequence: id,
    card: late,
  })
  expect(why.answer.key).toBe('why.answer.completed')
})
