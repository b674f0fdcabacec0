import { addCard, setUp, visit } from './furnish'
import { picture, told } from './hands'
import { barriers } from './look'
import { expect, test } from './stepwise'

test('a backup is made and put back', async ({ signedIn: page, stepwise }) => {
  const f = await setUp(page, stepwise)
  await addCard(page, stepwise, f, 'before@example.com', 'Contacted')
  await visit(page, stepwise, '/settings/backups')
  await expect(page.getByText('No backup was made yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await told(page, 'Backup made')
  const list = page.getByRole('region', { name: 'Backups you can restore' })
  await expect(list.getByText('1 card')).toBeVisible()
  expect(await barriers(page)).toEqual([])

  await addCard(page, stepwise, f, 'after@example.com', 'Contacted')
  await list.getByRole('button', { name: 'Restore', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 card changed or new')
  await expect(dialog).toContainText('1 new client')
  await picture(page, 'restore')
  const anew = page.waitForEvent('load')
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await anew

  const banner = page.getByRole('region', { name: 'Paused: a backup was restored' })
  await expect(banner).toContainText('Nothing runs by itself until you say so')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'backups')
  await visit(page, stepwise, `/p/${f.product}/cards`)
  await expect(page.getByText('Card of before@example.com')).toBeVisible()
  await expect(page.getByText('Card of after@example.com')).toBeHidden()
  await banner.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click()
  await expect(banner).toBeHidden()
})
