import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { setUp, visit } from './furnish'
import { choose, picture, told } from './hands'
import { barriers, open, tooNarrow } from './look'
import { expect, type Stepwise, test } from './stepwise'

interface Row {
  sequence: { id: string; name: string; state: string; folder: string }
}

async function list(page: Page, s: Stepwise, product: string) {
  const rows = await s.rpc<Row[]>(page, 'ListSequences', { product })
  return rows.map((r) => `${r.sequence.name} ${r.sequence.state}`)
}

test('a recipe is found from an empty list, and read before it is copied', async ({
  signedIn: page,
  stepwise,
}) => {
  const { product } = await setUp(page, stepwise)
  await open(page, stepwise, `/p/${product}/automations`)
  await page.getByRole('link', { name: 'Begin with a recipe' }).click()
  const gallery = page.getByRole('region', { name: 'Recipes' })
  await expect(gallery.getByRole('article')).toHaveCount(18)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'recipes')

  await page.getByRole('button', { name: /^Sales/ }).click()
  await expect(gallery.getByRole('article')).toHaveCount(5)
  await page.getByRole('textbox', { name: 'Search recipes' }).fill('offer day 8')
  await expect(gallery.getByRole('article')).toHaveCount(1)
  await gallery.getByRole('button', { name: 'Offer follow-up' }).click()

  const recipe = page.getByRole('dialog', { name: 'Offer follow-up' })
  await expect(recipe).toContainText('For cards: status is Offer sent')
  await expect(recipe.getByRole('list', { name: 'Steps, if a card entered now' })).toContainText(
    '5 days after step 2, on workdays, from 09:00',
  )
  await recipe.locator('summary', { hasText: 'Hello Ana, have you had time' }).click()
  await expect(recipe).toContainText('With sample values')
  const added = recipe.getByRole('region', { name: 'What will be added' })
  await expect(added.getByText('Field Number new')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'recipe')
})

test('a recipe is copied into an empty product, inactive, and the gallery says so', async ({
  signedIn: page,
  stepwise,
}) => {
  const { product } = await setUp(page, stepwise)
  await visit(page, stepwise, `/p/${product}/automations/recipes?recipe=offer-follow-up`)
  const recipe = page.getByRole('dialog', { name: 'Offer follow-up' })
  await recipe.getByRole('button', { name: 'Copy into my automations' }).click()
  await told(page, '“Offer follow-up” is copied')
  await expect(page).toHaveURL(/forecast$/)
  expect(await list(page, stepwise, product)).toEqual(['Offer follow-up inactive'])

  await visit(page, stepwise, `/p/${product}/automations`)
  const row = page.getByRole('row').filter({ hasText: 'Offer follow-up' })
  await expect(row).toContainText('Inactive')
  await row.click()
  await expect(page.getByRole('heading', { name: 'Offer follow-up' })).toBeVisible()

  await visit(page, stepwise, `/p/${product}/automations/recipes?recipe=offer-follow-up`)
  await expect(recipe).toContainText('You have copied it already: Offer follow-up')
  await choose(recipe, 'Language of the recipes', 'Magyar')
  await expect(page.getByRole('dialog', { name: 'Ajánlatkövetés' })).toBeVisible()
})

test('an automation is exported, and imported where something of its name differs', async ({
  signedIn: page,
  stepwise,
}) => {
  const { product } = await setUp(page, stepwise)
  await stepwise.rpc(page, 'CopyRecipe', { product, recipe: 'birthday', language: 'en' })
  await open(page, stepwise, `/p/${product}/automations`)
  await page.getByRole('button', { name: 'More for Birthday', exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as a file' }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toBe('Birthday.automation.yaml')
  const text = await readFile(await file.path(), 'utf8')
  expect(text).toContain('stepwise: 1\n')
  expect(text).toContain('all of us at {{workspace.name}} wish you a happy birthday')

  const upload = (content: string) =>
    page.getByLabel('File of an automation').setInputFiles({
      name: 'a.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(content),
    })
  await upload(
    text
      .replace('a happy birthday', 'all the best')
      .replace('name: Birthday\n', 'name: Best wishes\n'),
  )
  const dialog = page.getByRole('dialog', { name: 'Import “Best wishes”' })
  const parts = dialog.getByRole('region', { name: 'What will be added' })
  await expect(parts.getByText('Filter Birthday today is there and is used')).toBeVisible()
  await expect(parts).toContainText('There is another “Happy birthday”: yours says something else')
  await parts.getByRole('radio', { name: 'Use mine' }).click()
  await expect(parts.getByText('Template (email) Happy birthday differs')).toBeVisible()
  await parts.getByRole('radio', { name: 'Import under another name' }).click()
  await expect(parts).toContainText('Happy birthday (2)')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'import-automation')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await told(page, '“Best wishes” is imported')
  expect(await list(page, stepwise, product)).toEqual(['Best wishes inactive', 'Birthday inactive'])

  await visit(page, stepwise, `/p/${product}/automations`)
  await upload(`${text}\ncolour: red\n`)
  await expect(page.getByRole('dialog')).toContainText(/Line \d+: “colour” is not known here/)
  expect(await barriers(page)).toEqual([])
})

for (const [language, scheme] of [
  ['ro', 'dark'],
  ['hu', 'light'],
] as const) {
  test(`the gallery fits and is open to everybody in ${language}, ${scheme}`, async ({
    signedIn: page,
    stepwise,
  }) => {
    const { product } = await setUp(page, stepwise)
    await page.emulateMedia({ colorScheme: scheme })
    await page.evaluate((l) => localStorage.setItem('language', l), language)
    await page.reload()
    for (const width of [1024, 400]) {
      await page.setViewportSize({ width, height: 900 })
      for (const at of ['recipes', 'recipes?recipe=contract-on-win']) {
        await visit(page, stepwise, `/p/${product}/automations/${at}`)
        await expect(page.getByRole('article')).toHaveCount(18)
        if (at !== 'recipes')
          await expect(page.getByRole('dialog').getByRole('list').first()).toBeVisible()
        expect(await tooNarrow(page)).toEqual([0, 0])
        expect(await barriers(page)).toEqual([])
        await picture(page, `${at.replace(/\W+/g, '-')}-${language}-${width}`)
      }
    }
  })
}
