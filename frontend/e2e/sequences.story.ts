import type { Page } from '@playwright/test'
import { type Furnished, setUp, visit } from './furnish'
import { drawn, picture, told } from './hands'
import { barriers, open, tooNarrow } from './look'
import { expect, type Stepwise, test } from './stepwise'

interface Row {
  sequence: { id: string; name: string; folder: string; state: string }
}

/** Many inactive automations with one filter. */
async function automations(page: Page, s: Stepwise, f: Furnished, names: string[]) {
  const conditions = [{ subject: 'status', field: '', op: 'is', values: [f.statuses['New lead']] }]
  const filter = await s.rpc<{ filter: { id: string } }>(page, 'SaveFilter', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Everything new',
    tree: { any: false, conditions, groups: [] },
  })
  for (const name of names) {
    await s.rpc(page, 'SaveSequence', {
      id: '',
      revision: 0,
      product: f.product,
      name,
      description: '',
      folder: '',
      filter: filter.filter.id,
      reentry: 'once',
      reentryDays: 0,
      runToEnd: false,
      fallback: '',
      steps: [],
    })
  }
}

function row(page: Page, name: string) {
  return page.getByRole('grid', { name: 'Automations' }).getByRole('row').filter({ hasText: name })
}

async function menuOf(page: Page, name: string, item: string | RegExp) {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('an empty list teaches, by wizard and by recipe', async ({ signedIn: page, stepwise }) => {
  const { product } = await setUp(page, stepwise)
  await open(page, stepwise, `/p/${product}/automations`)
  await expect(page.getByRole('heading', { name: 'No automations yet' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Begin with a recipe' })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'list-empty')
})

test('automations go into folders by menu, by mouse and by keyboard', async ({
  signedIn: page,
  stepwise,
}) => {
  test.slow()
  const f = await setUp(page, stepwise)
  await automations(page, stepwise, f, ['Welcome', 'Offer follow-up', 'Win back'])
  await visit(page, stepwise, `/p/${f.product}/automations`)
  const folders = page.getByRole('navigation', { name: 'Folders' })
  await page.getByRole('button', { name: 'More for folders' }).click()
  await page.getByRole('menuitem', { name: 'New folder' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Offers')
  await page.keyboard.press('Enter')
  const offers = folders.getByRole('button', { name: /^Offers/ })
  await expect(offers).toContainText('0')

  await page.getByRole('button', { name: 'More for Welcome', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Move to folder' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('menuitem', { name: 'Offers' }).click()
  await told(page, '“Welcome” is now in Offers')
  await expect(offers).toContainText('1')

  const grip = page.getByRole('button', { name: 'Drag Offer follow-up to a folder' })
  const from = await grip.boundingBox()
  if (!from) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 8, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(from.x - 10, from.y + 12, { steps: 4 })
  await drawn(page)
  const to = await offers.boundingBox()
  if (!to) throw new Error('nowhere to drag to')
  await page.mouse.move(to.x + 40, to.y + 16, { steps: 10 })
  await drawn(page)
  const over = page.getByRole('status').filter({ hasText: /over “?Offers/ })
  await expect(async () => {
    await page.mouse.move(to.x + 44, to.y + 18, { steps: 3 })
    await expect(over).toBeAttached({ timeout: 500 })
    await page.mouse.move(to.x + 40, to.y + 16)
  }).toPass()
  await page.mouse.up()
  await expect(offers).toContainText('2')

  await page.getByRole('button', { name: 'Drag Win back to a folder' }).focus()
  await page.keyboard.press('Space')
  await drawn(page)
  for (let i = 0; i < 8 && (await over.count()) === 0; i++) {
    await page.keyboard.press('ArrowDown')
    await drawn(page)
  }
  await expect(over).toBeAttached()
  await page.keyboard.press('Space')
  await expect(offers).toContainText('3')

  await page.getByRole('button', { name: 'More for Offers' }).click()
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeDisabled()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Ofertă')
  await page.keyboard.press('Enter')
  await folders.getByRole('button', { name: /^Ofertă/ }).click()
  await expect(page).toHaveURL(/folder=fold_/)
  await page.getByRole('textbox', { name: 'Search automations' }).fill('win')
  await expect(row(page, 'Win back')).toBeVisible()
  await expect(row(page, 'Welcome')).toHaveCount(0)
  await page.reload()
  await expect(row(page, 'Win back')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'list-folder')
})

test('what is active is paused and what is paused deleted, each asked with its numbers', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise, { sample: true })
  const [first] = await stepwise.rpc<Row[]>(page, 'ListSequences', { product: f.product })
  const name = first?.sequence.name ?? ''
  await stepwise.rpc(page, 'Activate', { id: first?.sequence.id, scope: 'all', midway: '' })
  await visit(page, stepwise, `/p/${f.product}/automations`)
  await expect(row(page, name)).toContainText('Active')
  await page.getByRole('button', { name: /^Active and upcoming/ }).click()
  await expect(row(page, name)).toBeVisible()
  await picture(page, 'list-active')
  await menuOf(page, name, 'Deactivate')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(/\d+ cards?/)
  await picture(page, 'list-deactivate')
  await dialog.getByRole('button', { name: 'Deactivate' }).click()
  await expect(row(page, name)).toHaveCount(0)
  await page.getByRole('button', { name: /^Inactive/ }).click()
  await menuOf(page, name, 'Make a copy')
  await told(page, /Made “/)
  await menuOf(page, name, 'Delete')
  await expect(dialog).toContainText(/\d+ cards? under way/)
  await dialog.getByRole('button', { name: 'Delete automation' }).click()
  await expect(page.getByRole('button', { name: `More for ${name}`, exact: true })).toHaveCount(0)
})

test('three hundred automations are listed without waiting, in every language and width', async ({
  signedIn: page,
  stepwise,
}) => {
  test.slow()
  const f = await setUp(page, stepwise)
  const names = Array.from(
    { length: 300 },
    (_, i) => `Automation with quite a long name number ${i}`,
  )
  await automations(page, stepwise, f, names)
  await visit(page, stepwise, `/p/${f.product}/automations`)
  await expect(page.getByRole('button', { name: /^All/ }).first()).toContainText('300')
  const drawn = await page.getByRole('grid', { name: 'Automations' }).getByRole('row').count()
  expect(drawn).toBeLessThan(60)
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await page.getByRole('textbox', { name: 'Search automations' }).fill('number 299')
  await expect(row(page, 'number 299')).toHaveCount(1)
  await page.getByRole('textbox', { name: 'Search automations' }).fill('')
  await picture(page, 'list-300')
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, 'list-300-dark')
  expect(await barriers(page)).toEqual([])
  for (const language of ['ro', 'hu', 'en']) {
    await page.evaluate((l) => localStorage.setItem('language', l), language)
    for (const width of [1280, 1024, 400]) {
      await page.setViewportSize({ width, height: 800 })
      await page.reload()
      await expect(page.locator('main [role="row"]').nth(3)).toBeVisible()
      expect(await tooNarrow(page), `${language} ${width}`).toEqual([0, 0])
      await picture(page, `list-${language}-${width}`)
    }
  }
})
