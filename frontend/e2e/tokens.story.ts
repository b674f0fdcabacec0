import { setUp } from './furnish'
import { barriers, open, tooNarrow } from './look'
import { expect, test } from './stepwise'

test('a program gets a token, uses it, and is refused once it is revoked', async ({
  signedIn: page,
  stepwise,
}) => {
  await setUp(page, stepwise, {})
  await open(page, stepwise, '/settings/tokens')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.getByText('Give it a name.')).toBeVisible()
  await expect(page.getByText('Choose at least one thing')).toBeVisible()
  await page.getByLabel('Name').fill('Website')
  await page.getByLabel('Add, change and delete cards').check()
  await expect(page.getByLabel('Read cards and their history')).toBeChecked()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Make the token' }).click()

  await expect(page.getByText('It is shown only this time.')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  const token = await page.getByLabel('Token', { exact: true }).inputValue()
  await expect(page.getByText(`Bearer ${token}`)).toBeVisible()
  const ask = async (path: string) => {
    const answer = await fetch(`${stepwise.address}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    return answer.status
  }
  expect(await ask('/cards?product=Customers')).toBe(200)
  expect(await ask('/messages')).toBe(403)
  await page.getByRole('button', { name: 'I have kept it' }).click()

  const row = page.getByRole('article', { name: 'Website' })
  await expect(row).toContainText('Add, change and delete cards')
  await expect(row).toContainText(`stw_…${token.slice(-4)}`)
  await expect(page.locator('body')).not.toContainText(token)
  await page.setViewportSize({ width: 400, height: 800 })
  expect(await tooNarrow(page)).toEqual([0, 0])
  await row.getByRole('button', { name: 'Revoke Website' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Show one that is revoked or expired' }).click()
  await expect(row.getByText('Revoked')).toBeVisible()
  expect(await ask('/cards?product=Customers')).toBe(401)
})
