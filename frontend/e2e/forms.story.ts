import type { Page } from '@playwright/test'
import { setUp } from './furnish'
import { drag, goTo, lift, picture, told } from './hands'
import { barriers, tooNarrow } from './look'
import { openPublicSide } from './public-side'
import { expect, test } from './stepwise'

test('a form is built by dragging and by keys, opened by a visitor, and what looks odd waits', async ({
  signedIn: page,
  stepwise,
}) => {
  await setUp(page, stepwise)
  const base = await openPublicSide(page, stepwise)
  await goTo(page, 'Forms')
  await page.getByRole('button', { name: 'Make the first form' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ask for an offer')
  const palette = page.getByRole('region', { name: 'Add a field' })
  const sheet = page.getByRole('region', { name: 'The form', exact: true })
  const fields = sheet.getByRole('listitem')
  await expect(fields).toContainText(['Your name', 'Email', 'Phone', 'Message'])

  // By hand: dragged in at the end; by keys: added, and lifted to the top.
  await drag(page, palette.getByRole('button', { name: 'Company' }), sheet, 'end')
  await expect(fields).toHaveCount(5)
  await palette.getByRole('button', { name: 'Address' }).focus()
  await page.keyboard.press('Enter')
  await expect(fields).toHaveCount(6)
  await sheet.getByRole('button', { name: 'Move Company' }).focus()
  await lift(page, 'lifted, place 5 of 6')
  for (const place of [4, 3, 2, 1]) {
    await page.keyboard.press('ArrowUp')
    await heard(page, `is over place ${place} of 6`)
  }
  await page.keyboard.press('Space')
  await expect(fields.first()).toContainText('Company')
  await page.getByRole('region', { name: 'Field: Address' }).getByLabel('Label').fill('Where to')
  await page.keyboard.press('Control+z')
  await expect(fields.last()).toContainText('Address')
  await page.keyboard.press('Control+y')
  await expect(fields.last()).toContainText('Where to')

  // Everything that is wrong is said at once, at its place.
  await page.getByRole('button', { name: 'Back to the form' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('')
  await page.getByText('In turn').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(2)
  await page.getByText('Nobody', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ask for an offer')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Control+s')
  await told(page, '“Ask for an offer” saved')
  await page.getByText('Preview', { exact: true }).click()
  const preview = page.frameLocator('iframe')
  await expect(preview.getByLabel('Where to')).toBeVisible()
  await picture(page, 'form-builder')

  // A visitor who is faster than people is looked at first.
  const visitor = await page.context().newPage()
  await visitor.goto(`${base}/f/ask-for-an-offer`)
  await visitor.getByLabel('Your name').fill('Ioana Marin')
  await visitor.getByLabel('Email').fill('ioana@client.example')
  await visitor.getByRole('button', { name: 'Send' }).click()
  await expect(visitor.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  await visitor.close()
  await goTo(page, 'Forms')
  await page.getByRole('link', { name: '1 waits in the quarantine' }).click()
  await page.getByRole('checkbox').nth(1).check()
  expect(await barriers(page)).toEqual([])
  expect(await tooNarrow(page)).toEqual([0, 0])
  await page.getByRole('button', { name: 'Let in' }).click()
  const question = page.getByRole('dialog', { name: 'Let 1 answer in?' })
  await question.getByRole('button', { name: 'Let in' }).click()
  await told(page, '1 answer let in')
  await page.getByRole('button', { name: 'Became a card' }).click()
  await page.getByRole('link', { name: 'Ioana Marin' }).click()
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(
    'Sent in by the form “Ask for an offer”',
  )
})

/** Hears what screen readers say. */
async function heard(page: Page, words: string) {
  await expect(page.getByRole('status').filter({ hasText: words })).toBeAttached()
}
