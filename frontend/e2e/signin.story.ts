import { expect, test } from './stepwise'

test('a stranger sees how to get in, and nothing else', async ({ page, stepwise }) => {
  const answer = await page.goto(stepwise.address)
  expect(answer?.status()).toBe(401)
  await expect(page.getByRole('heading', { name: 'Please sign in' })).toBeVisible()
  await expect(page.getByText('Open the sign-in link')).toBeVisible()
})

test('the link lets one browser in, once, and it stays in', async ({ page, browser, stepwise }) => {
  await page.goto(stepwise.signInLink)
  await expect(page).toHaveTitle('Stepwise')
  await expect(page.locator('#root')).not.toBeEmpty()
  await page.reload()
  await expect(page.locator('#root')).not.toBeEmpty()

  const other = await browser.newPage()
  await other.goto(stepwise.signInLink)
  await expect(other.getByText('This sign-in link has been used')).toBeVisible()
  await other.close()
})

test('the page keeps to its own address and its rules', async ({ page, stepwise }) => {
  const complaints: string[] = []
  const elsewhere: string[] = []
  page.on('console', (m) => {
    if (/Content Security Policy|Refused to/.test(m.text())) complaints.push(m.text())
  })
  page.on('pageerror', (e) => complaints.push(e.message))
  page.on('request', (r) => {
    if (!r.url().startsWith(stepwise.address) && !r.url().startsWith('data:')) {
      elsewhere.push(r.url())
    }
  })
  await page.goto(stepwise.signInLink)
  await expect(page.locator('#root')).not.toBeEmpty()
  await page.waitForLoadState('load')
  expect(complaints).toEqual([])
  expect(elsewhere).toEqual([])
})
