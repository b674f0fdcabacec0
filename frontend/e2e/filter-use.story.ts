import type { Page } from '@playwright/test'
import { addAutomation, addCard, setUp, visit } from './furnish'
import { choose, goTo, lift, picture, told } from './hands'
import { expect, type Stepwise, test } from './stepwise'

interface FilterRow {
  filter: { id: string; name: string; folder: string }
}

async function inUse(page: Page, stepwise: Stepwise) {
  const f = await setUp(page, stepwise)
  for (const name of ['stay-1', 'stay-2', 'leave-1']) {
    await addCard(page, stepwise, f, `${name}@example.com`, 'Offer sent')
  }
  for (const name of ['enter-stay-1', 'enter-stay-2']) {
    await addCard(page, stepwise, f, `${name}@example.com`, 'Negotiation')
  }
  const automation = await addAutomation(page, stepwise, f, ['First', 'Second'])
  await stepwise.rpc(page, 'Activate', { id: automation, scope: 'all', midway: 'keep' })
  const rows = await stepwise.rpc<FilterRow[]>(page, 'ListFilters', { product: f.product })
  const filter = rows[0]?.filter.id ?? ''
  const live = async () => {
    const view = { id: automation }
    const { row } = await stepwise.rpc<{ row: { live: number } }>(page, 'GetSequence', view)
    return row.live
  }
  await expect.poll(live).toBe(3)
  return { ...f, automation, filter, live }
}

test('a filter in use is changed with its automation, as it was said before', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await inUse(page, stepwise)
  await visit(page, stepwise, `/p/${f.product}/filters/${f.filter}`)
  const note = page.getByRole('region', { name: 'Read-only while in use' })
  await expect(note).toContainText('Offer follow-up')
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden()
  await note.getByRole('button', { name: 'Pause, edit, reactivate' }).click()

  const list = page.getByRole('region', { name: 'Required' })
  const status = list.getByRole('group', { name: 'Condition 1' })
  await choose(status, 'Status', 'Negotiation')
  await list.getByRole('button', { name: 'Add a required condition' }).click()
  const second = list.getByRole('group', { name: 'Condition 2' })
  await choose(second, 'What it is about', 'Name')
  await second.getByRole('combobox', { name: 'Text', exact: true }).fill('stay')
  await page.getByRole('button', { name: 'Review and save…' }).click()
  const review = page.getByRole('dialog')
  await expect(review.getByRole('region', { name: '+2 cards would enter' })).toContainText(
    'Card of enter-stay-1@example.com',
  )
  await expect(review.getByRole('region', { name: '−1 card would leave' })).toContainText(
    'Card of leave-1@example.com',
  )
  const automation = review.getByRole('region', { name: 'Offer follow-up' })
  await expect(automation).toContainText('3 cards are midway')
  await expect(automation).toContainText('1 ends, because its card leaves the filter.')
  await expect(automation.getByLabel('2 go on, with their dates (recommended)')).toBeChecked()
  await expect(automation.getByLabel('Only for new cards (recommended)')).toBeChecked()
  await automation.getByLabel('Start it for all 2 now').check()
  await picture(page, 'filter-change')
  await review.getByRole('button', { name: 'Save and reactivate' }).click()
  await told(page, '“Offer sent” is saved')
  await expect(note).toContainText('Offer follow-up')
  await expect.poll(f.live).toBe(4)
})

test('a copy of a filter in use is edited instead, and filters stand in folders', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await inUse(page, stepwise)
  await visit(page, stepwise, `/p/${f.product}/filters/${f.filter}`)
  await page.getByRole('button', { name: 'Edit a copy' }).click()
  await expect(page.getByRole('heading', { name: 'Offer sent (2)' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible()

  await goTo(page, 'Filters')
  const grid = page.getByRole('grid')
  await expect(grid.getByText('Read-only', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'More for Offer sent (2)' }).click()
  await page.getByRole('menuitem', { name: 'Move to folder' }).click()
  await page.getByRole('menuitem', { name: 'New folder…' }).click()
  await page.getByLabel('Name of the folder').fill('Drafts')
  await page.keyboard.press('Enter')
  await told(page, '“Offer sent (2)” is now in Drafts')

  // By the keys of the grip: lifted, over the folder, dropped.
  await page.getByRole('button', { name: 'Drag Offer sent to a folder' }).focus()
  await lift(page, 'Offer sent lifted.')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('status').filter({ hasText: 'is over Drafts' })).toBeAttached()
  await page.keyboard.press('Space')
  await told(page, '“Offer sent” is now in Drafts')

  const folders = page.getByRole('navigation', { name: 'Folders' })
  await folders.getByRole('button', { name: 'More for Drafts' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByLabel('Name of the folder').fill('Offers')
  await page.keyboard.press('Enter')
  await folders.getByRole('button', { name: /^Offers/ }).click()
  await expect(grid.getByRole('row')).toHaveCount(3)
  await page.getByLabel('Search in names and conditions').fill('(2)')
  await expect(grid.getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: 'More for Offer sent (2)' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await told(page, '“Offer sent (2)” is deleted')
  await page.getByRole('button', { name: 'Undo' }).click()
  await told(page, '“Offer sent (2)” is back')
  await expect(grid.getByRole('row')).toHaveCount(2)
})
