import { setUp } from './furnish'
import { barriers } from './look'
import { expect, test } from './stepwise'

const tea = 'a cup of linden tea'

test('an administrator invites a colleague, who works without settings until signed out everywhere', async ({
  signedIn: page,
  stepwise,
  browser,
}) => {
  await setUp(page, stepwise)
  await stepwise.rpc(page, 'SaveUser', {
    id: '',
    name: 'Barna Kiss',
    email: 'barna@atelier.example',
    phone: '',
    role: 'member',
    language: 'en',
    signature: '',
    active: true,
  })
  await page.goto(`${stepwise.address}/#/settings/server`)
  await page.getByRole('button', { name: 'Choose a password' }).click()
  await page.getByRole('textbox', { name: 'New password' }).fill('password1')
  await page.getByRole('button', { name: 'Save password' }).click()
  await expect(page.getByText('Everybody tries this password first')).toBeVisible()
  await page.getByRole('textbox', { name: 'New password' }).fill(tea)
  await page.getByRole('button', { name: 'Save password' }).click()
  await expect(page.getByRole('button', { name: 'Change password' })).toBeVisible()

  await page.goto(`${stepwise.address}/#/settings/people`)
  await page.getByRole('button', { name: 'Access of Barna Kiss' }).click()
  await page.getByRole('menuitem', { name: 'Invite with a link' }).click()
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

  const barna = await browser.newPage()
  await barna.goto(link)
  await expect(barna.getByText('Barna Kiss · barna@atelier.example')).toBeVisible()
  expect(await barriers(barna)).toEqual([])
  await barna.getByLabel('New password').fill('a glass of cold milk')
  await barna.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(barna.getByRole('navigation', { name: 'Menu' })).toBeVisible()
  await expect(barna.getByRole('link', { name: 'Outbox' })).toBeVisible()
  await expect(barna.getByRole('link', { name: 'Settings' })).toHaveCount(0)
  await barna.goto(`${stepwise.address}/#/settings/sending`)
  await expect(barna.getByText('Ask an administrator')).toBeVisible()

  await page.getByRole('button', { name: 'Access of Barna Kiss' }).click()
  await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click()
  await expect(barna.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await barriers(barna)).toEqual([])
  await barna.getByLabel('Email').fill('barna@atelier.example')
  await barna.getByLabel('Password', { exact: true }).fill('a glass of cold milk')
  await barna.getByRole('button', { name: 'Sign in' }).click()
  await expect(barna).toHaveURL(/#\/settings\/sending$/) // where they were
  await barna.close()

  await page.goto(`${stepwise.address}/#/settings/changes`)
  await expect(page.getByText('Made a link for a password · Barna Kiss')).toBeVisible()
  await expect(page.getByText('Signed out everywhere').first()).toBeVisible()
})
