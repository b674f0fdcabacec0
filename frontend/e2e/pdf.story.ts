import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { addCard, setUp, visit } from './furnish'
import { picture, told } from './hands'
import { expect, test } from './stepwise'

// A PDF template: written, seen as the client of a real card gets it, saved as a file.

async function saved(page: Page): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the PDF' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('Ofertă Card of stefan@client.example.pdf')
  return readFile(await file.path())
}

/** How dark a canvas is somewhere: whether anything is drawn on it. */
function drawn(within: Page | Locator, name: string) {
  return within.getByRole('img', { name }).evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    if (width < 200) return 0
    const dots = (canvas as HTMLCanvasElement)
      .getContext('2d')
      ?.getImageData(0, 0, width, height).data
    return dots ? dots.filter((value, i) => i % 4 === 0 && value < 160).length : 0
  })
}

test('a PDF is written, seen as a real card, and saved', async ({
  signedIn: page,
  stepwise: s,
}) => {
  test.slow() // what draws the pages is large
  const f = await setUp(page, s)
  const status = Object.keys(f.statuses)[0] as string
  await addCard(page, s, f, 'stefan@client.example', status)
  await addCard(page, s, f, 'zenobia@client.example', status)
  await visit(page, s, `/p/${f.product}/templates/new?kind=pdf`)
  await page.getByLabel('Name', { exact: true }).fill('Offer as PDF')
  await page.getByRole('textbox', { name: 'Title of the document' }).fill('Ofertă: {{card.name}}')
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await text.click()
  await page.keyboard.type('Bună ziua, {{contact.first_name}}! Aștept țigla, fő kérdés: űrlap.')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Insert', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Table' }).click()
  await page.keyboard.type('Produs')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Preț')

  await page.getByRole('button', { name: /^Page/ }).click()
  await page.getByText('Landscape').click()
  await page.getByRole('button', { name: 'Add the page number' }).click()
  await expect(page.getByRole('textbox', { name: 'Footer' })).toHaveText('Page {page} of {pages}')
  await expect(page.getByRole('button', { name: /Landscape/ })).toBeVisible()

  await expect.poll(() => drawn(page, 'Page 1 of 1')).toBeGreaterThan(50)
  await picture(page, 'pdf')
  const first = await saved(page)
  expect(first.subarray(0, 5).toString()).toBe('%PDF-')
  expect(first.includes('/MediaBox [0 0 841.89 595.28]')).toBe(true)
  expect((await saved(page)).equals(first)).toBe(true)

  await page.getByRole('button', { name: 'Enlarge' }).click()
  const large = page.getByRole('dialog', { name: 'Ofertă Card of stefan@client.example.pdf' })
  await expect.poll(() => drawn(large, 'Page 1 of 1')).toBeGreaterThan(50)
  await picture(page, 'pdf-large')
  await page.keyboard.press('Escape')
  await expect(large).toBeHidden()

  await page.getByRole('button', { name: 'The next card' }).click()
  await expect(page.getByText('Card of zenobia@client.example')).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await told(page, '“Offer as PDF” is saved')
  await page.reload()
  await expect(text).toContainText('fő kérdés: űrlap')
  await expect.poll(() => drawn(page, 'Page 1 of 1')).toBeGreaterThan(50)
})
