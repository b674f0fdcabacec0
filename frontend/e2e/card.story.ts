import { truncate, writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { addAutomation, addCard, setUp, visit } from './furnish'
import { picture, told } from './hands'
import { expect, type Stepwise, test } from './stepwise'

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** The page of a card that is in an automation of two emails, the second in two days. */
async function cardPage(page: Page, s: Stepwise) {
  const f = await setUp(page, s)
  await s.rpc(page, 'SaveFields', {
    product: f.product,
    fields: [newField('City', 'text'), newField('Price', 'number')],
  })
  const sequence = await addAutomation(page, s, f, ['First letter', 'Second letter'])
  await s.rpc(page, 'Activate', { id: sequence, scope: 'new', midway: '' })
  const card = await addCard(page, s, f, 'stefan@client.example', 'Offer sent')
  await visit(page, s, `/p/${f.product}/cards/${card}`)
  await expect(region(page, 'Fields')).toBeVisible()
  return { ...f, card, sequence }
}

function newField(name: string, type: string) {
  return {
    id: '',
    product: '',
    name,
    slug: '',
    type,
    position: 0,
    choices: [],
    currency: '',
    requiredFrom: '',
    default: null,
    help: '',
  }
}

test('a card is edited where its values stand', async ({ signedIn: page, stepwise }) => {
  const { card, product } = await cardPage(page, stepwise)
  const city = () => region(page, 'Fields').getByRole('textbox', { name: 'City' })
  await page.getByRole('button', { name: 'Edit City' }).focus()
  await page.keyboard.press('Enter')
  await city().fill('Cluj')
  await page.keyboard.press('Enter')
  await told(page, 'City saved')
  await expect(page.getByRole('button', { name: 'Edit City' })).toBeFocused()
  await expect(region(page, 'Timeline').getByText('(not set)')).toBeVisible()

  // Somebody else is faster: both values are there to choose from.
  await page.getByRole('button', { name: 'Edit City' }).click()
  await city().fill('Oradea')
  const fields = await stepwise.rpc<{ products: { fields: { id: string; name: string }[] }[] }>(
    page,
    'GetWorkspace',
  )
  const part = fields.products[0]?.fields.find((f) => f.name === 'City')?.id
  await stepwise.rpc(page, 'EditCard', { id: card, revision: 0, part, value: 'Arad' })
  await page.keyboard.press('Enter')
  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else' })
  await expect(conflict).toContainText('Arad')
  await expect(conflict).toContainText('Oradea')
  await picture(page, 'card-conflict')
  await conflict.getByRole('button', { name: 'Save mine' }).click()
  await expect(region(page, 'Fields').getByText('Oradea')).toBeVisible()

  await page.getByRole('button', { name: /^Rename/ }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Ștefan’s kitchen')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ștefan’s kitchen')

  // A move that ends an automation says so, and its undo brings the automation back.
  await expect(page.getByRole('article', { name: 'Offer follow-up' })).toBeVisible()
  await page.getByRole('button', { name: 'Won' }).click()
  await told(page, 'Ended: Offer follow-up')
  await expect(page.getByRole('article', { name: 'Offer follow-up' })).toBeHidden()
  const alerts = page.getByRole('alert').filter({ hasText: 'Status: Won' })
  await alerts.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('article', { name: 'Offer follow-up' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Offer sent' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  await page.reload()
  await expect(page).toHaveURL(new RegExp(`/p/${product}/cards/${card}`))
  await expect(region(page, 'Fields').getByText('Oradea')).toBeVisible()
})

test('notes and files are on the card and in its timeline', async ({
  signedIn: page,
  stepwise,
}) => {
  await cardPage(page, stepwise)
  const timeline = region(page, 'Timeline')
  await timeline
    .getByRole('textbox', { name: 'Write a note' })
    .fill('Never call <b>before</b> ten.')
  await page.keyboard.press('Control+Enter')
  const note = timeline.getByRole('article').filter({ hasText: 'before' })
  await expect(note).toContainText('Never call <b>before</b> ten.')
  await note.getByRole('button', { name: 'What to do with this note' }).click()
  await page.getByRole('menuitem', { name: 'Pin on top' }).click()
  await expect(note).toContainText('Pinned')
  await note.getByRole('button', { name: 'What to do with this note' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(note).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(note).toBeVisible()

  const files = region(page, 'Files')
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const tooBig = test.info().outputPath('film.mov')
  await writeFile(tooBig, '')
  await truncate(tooBig, 25_000_001)
  const input = files.locator('input[type=file]')
  await input.setInputFiles(tooBig)
  await input.setInputFiles([
    { name: 'plan.png', mimeType: 'image/png', buffer: pixel },
    { name: 'oferta-ș.html', mimeType: 'text/html', buffer: Buffer.from('<script>1</script>') },
  ])
  await expect(files.getByRole('link', { name: 'oferta-ș.html' })).toBeVisible()
  await expect(files.getByRole('alert')).toContainText('at most 25 MB')
  await expect(
    files.getByRole('button', { name: 'Show plan.png' }).locator('img'),
  ).toHaveJSProperty('naturalWidth', 1)
  await picture(page, 'card-files')
  const download = page.waitForEvent('download')
  await files.getByRole('link', { name: 'oferta-ș.html' }).click()
  expect((await download).suggestedFilename()).toBe('oferta-ș.html')

  // Only notes, and the address keeps the choice.
  await timeline.getByText('Notes', { exact: true }).click()
  await expect(timeline.getByText('Card created')).toBeHidden()
  await expect(page).toHaveURL(/show=note/)
  await expect(note).toBeVisible()
})

test('an automation is paused, skipped, stopped and started for one card', async ({
  signedIn: page,
  stepwise,
}) => {
  await cardPage(page, stepwise)
  const box = page.getByRole('article', { name: 'Offer follow-up' })
  await box.getByRole('button', { name: 'Pause' }).click()
  await told(page, 'Paused: Offer follow-up')
  await expect(box).toContainText('Paused for this card')
  await box.getByRole('button', { name: 'Resume' }).click()
  await expect(box.getByRole('button', { name: 'Pause' })).toBeVisible()

  await box.getByRole('button', { name: 'Skip step' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Skip' }).click()
  await told(page, 'Step skipped')
  await expect(region(page, 'Timeline').getByText(/Step 2 .*skipped/)).toBeVisible()
  await expect(region(page, 'Automations').getByText('No automation is running')).toBeVisible()

  await region(page, 'Automations').getByRole('button', { name: 'Start' }).click()
  await page.getByRole('menuitem', { name: 'Offer follow-up' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await expect(dialog.getByRole('listitem').first()).toContainText('First letter')
  await dialog.getByRole('button', { name: 'Start' }).click()
  await told(page, 'Started: Offer follow-up')
  await box.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click()
  await told(page, 'Stopped: Offer follow-up')
  await picture(page, 'card-stopped')
})
