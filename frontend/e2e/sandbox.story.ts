import type { Page } from '@playwright/test'
import { at, moveClock, nextMonday } from './clock'
import { addAutomation, addCard, setUp, visit } from './furnish'
import { choose, picture, told } from './hands'
import { barriers, tooNarrow } from './look'
import { expect, type Stepwise, test } from './stepwise'

// An automation is tried on copies of cards before it writes to anybody.

interface Sequence {
  [part: string]: unknown
  steps: { timing: { delay: number } }[]
}

const saved = [
  'id',
  'revision',
  'product',
  'name',
  'description',
  'folder',
  'filter',
  'reentry',
  'reentryDays',
  'reentryDate',
  'runToEnd',
  'fallback',
] as const

async function offers(page: Page, s: Stepwise) {
  const f = await setUp(page, s)
  await moveClock(page, s, at(nextMonday(), 0, '10:30'))
  const ana = await addCard(page, s, f, 'ana@client.example', 'Offer sent')
  await addCard(page, s, f, 'bogdan@client.example', 'Offer sent')
  const id = await addAutomation(page, s, f, ['Thank you', 'Reminder'])
  return { ...f, ana, id, path: `/p/${f.product}/automations/${id}` }
}

const column = (page: Page, name: RegExp) => page.getByRole('region', { name })
const timeline = (page: Page) => page.getByRole('region', { name: /^What happened so far/ })

test('cards are tried on a copy, and what came of it is kept as a test', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await offers(page, stepwise)
  await visit(page, stepwise, f.path)
  await page
    .getByRole('navigation', { name: 'More about this automation' })
    .getByRole('link', { name: 'Try on a copy' })
    .click()
  await page.getByRole('button', { name: 'Start on a copy' }).click()
  await expect(page.getByText('This is a copy: nothing leaves')).toBeVisible()

  await page.getByRole('button', { name: '+1 hour' }).click()
  await expect(column(page, /^2. Email to the client/)).toContainText('Card of ana@client.example')
  await timeline(page)
    .getByRole('button', { name: /ana@client.example/ })
    .click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.frameLocator('iframe').getByText('Bună')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()

  await page.getByRole('button', { name: /^Card of ana@client.example/ }).click()
  await choose(drawer, 'Status', 'Contacted')
  await drawer.getByRole('button', { name: 'Change the copy' }).click()
  await expect(drawer).toBeHidden()
  await expect(column(page, /^Left/)).toContainText('Card of ana@client.example')
  await expect(timeline(page)).toContainText('The card left the filter')

  await page.getByRole('button', { name: 'To what comes next' }).click()
  await expect(column(page, /^Completed/)).toContainText('Card of bogdan@client.example')
  await expect(page.getByText('Nothing comes by itself any more')).toBeVisible()
  await picture(page, 'sandbox')
  expect(await barriers(page)).toEqual([])

  await page.getByRole('button', { name: 'Keep as a test' }).click()
  await drawer.getByLabel('Name of the test').fill('Ana changes her mind')
  await page.keyboard.press('Enter')
  await told(page, '“Ana changes her mind” is kept as a test')
  const tests = page.getByRole('region', { name: 'Kept tests' })
  await expect(tests).toContainText('Passed')

  const card = await stepwise.rpc<{ card: { status: string } }>(page, 'GetCard', { id: f.ana })
  expect(card.card.status).toBe(f.statuses['Offer sent'])
  const sent = await stepwise.rpc<{ rows: unknown[] }>(page, 'ListMessages', {
    state: '',
    channel: '',
    sequence: '',
    card: '',
    search: '',
    after: '',
    limit: 10,
  })
  expect(sent.rows).toEqual([])

  const { sequence } = await stepwise.rpc<{ sequence: Sequence }>(page, 'GetSequence', { id: f.id })
  const later = sequence.steps.map((step, i) =>
    i === 1 ? { ...step, timing: { ...step.timing, delay: 4 } } : step,
  )
  const parts = Object.fromEntries(saved.map((part) => [part, sequence[part]]))
  await stepwise.rpc(page, 'SaveSequence', { ...parts, steps: later })
  await expect(tests).toContainText('Differs')
  await expect(tests.getByRole('listitem').first()).toContainText('no longer comes')
  await picture(page, 'sandbox-differs')

  await page.setViewportSize({ width: 400, height: 800 })
  expect(await tooNarrow(page)).toEqual([0, 0])
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByRole('button', { name: 'Throw away' }).click()
  await expect(page.getByRole('button', { name: 'Start on a copy' })).toBeVisible()
  await visit(page, stepwise, f.path)
  await page.getByRole('link', { name: '1 test: 1 fails' }).click()
  await expect(page.getByRole('region', { name: 'Kept tests' })).toContainText('Differs')
})
