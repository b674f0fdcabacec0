import type { Page } from '@playwright/test'
import { at, moveClock, nextMonday } from './clock'
import { addCard, type Furnished, letSend, setUp } from './furnish'
import { picture } from './hands'
import { barriers, open, tooNarrow } from './look'
import { test } from './sinks'
import { expect, type Stepwise } from './stepwise'

/** So many cards get a letter; enough that something may be said of the two. */
const cards = 90

async function template(page: Page, s: Stepwise, f: Furnished, kind: string, name: string) {
  const made = await s.rpc<{ template: { id: string } }>(page, 'SaveTemplate', {
    id: '',
    product: f.product,
    kind,
    name,
    content: {
      subject: name,
      body: kind === 'task' ? '' : 'Bună',
      simplify: false,
      taskType: kind === 'task' ? 'call' : '',
      dueDays: 0,
    },
  })
  return made.template.id
}

function step(kind: string, delay: number, templates: string[]) {
  return {
    id: '',
    sequence: '',
    position: 0,
    kind,
    timing: { delay, unit: 'days', sync: 'any', weekdays: [], from: '' },
    template: templates[0],
    templateB: templates[1] ?? '',
    assignee: '',
    sender: '',
    purpose: 'service',
    lateness: 0,
    disabled: false,
    onlyIf: null,
  }
}

/** The automation "Offer follow-up" with two letters and a call, which runs to its end. */
async function automation(page: Page, s: Stepwise, f: Furnished) {
  const filter = await s.rpc<{ filter: { id: string } }>(page, 'SaveFilter', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Offer sent',
    tree: {
      any: false,
      conditions: [{ subject: 'status', field: '', op: 'is', values: [f.statuses['Offer sent']] }],
      groups: [],
    },
  })
  const letters = [
    await template(page, s, f, 'email', 'Thank you'),
    await template(page, s, f, 'email', 'Thank you, with a picture'),
  ]
  const call = await template(page, s, f, 'task', 'Follow-up call')
  const saved = await s.rpc<{ sequence: { id: string } }>(page, 'SaveSequence', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Offer follow-up',
    description: '',
    folder: '',
    filter: filter.filter.id,
    reentry: 'once',
    reentryDays: 0,
    runToEnd: true,
    fallback: '',
    steps: [step('email_client', 0, letters), step('task_user', 3, [call])],
  })
  return saved.sequence.id
}

test('a report counts steps, its goal and two letters, and is a file', async ({
  signedIn: page,
  stepwise: s,
  sinks,
}) => {
  test.setTimeout(240_000)
  const monday = nextMonday()
  const f = await setUp(page, s)
  await letSend(page, s, sinks)
  const id = await automation(page, s, f)
  await open(page, s, `/p/${f.product}/automations/${id}/report`)
  await expect(page.getByRole('heading', { name: 'Nothing was done in this period' })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'report-empty')

  await moveClock(page, s, at(monday, 0, '09:00'))
  const ids: string[] = []
  for (let i = 0; i < cards; i++) {
    ids.push(await addCard(page, s, f, `client${i}@example.com`, 'Offer sent'))
  }
  await s.rpc(page, 'Activate', { id, scope: 'all', midway: '', confirm: cards })
  await moveClock(page, s, at(monday, 0, '10:00'))
  await page.reload()
  const goal = page.getByRole('region', { name: 'Goal' })
  await expect(page.getByText('Choose a goal above')).toBeVisible()
  await goal.getByRole('combobox', { name: 'Status to reach' }).click()
  await page.getByRole('option', { name: 'Won' }).click()
  await goal.getByRole('textbox', { name: 'Days after the step' }).fill('5')
  await goal.getByRole('button', { name: 'Save' }).click()
  await expect(goal).toContainText('The card comes into “Won” within 5 days')
  const letters = page.getByRole('region', { name: 'A or B' })
  await expect(letters).toContainText('Not enough data yet')

  await moveClock(page, s, at(monday, 1, '09:00'))
  for (const card of ids.slice(0, 25)) {
    const won = { id: card, revision: 0, part: 'status', value: f.statuses.Won }
    await s.rpc(page, 'EditCard', won)
  }
  await moveClock(page, s, at(monday, 9, '09:00'))
  await page.reload()
  const table = page.getByRole('table', { name: 'Step by step' })
  await expect(table.getByRole('row').nth(1)).toContainText(String(cards))
  await expect(letters).toContainText(/No difference found|is better/)
  await expect(letters).toContainText('with 95 % confidence')
  await expect(page).toHaveURL(/report/)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'report')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(page)).toEqual([])
  await picture(page, 'report-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  expect((await download).suggestedFilename()).toBe('Offer follow-up.csv')

  for (const language of ['ro', 'hu', 'en']) {
    await page.evaluate((l) => localStorage.setItem('language', l), language)
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 1600 })
      await page.reload()
      await expect(page.locator('main table').first()).toBeVisible()
      expect(await tooNarrow(page), `${language} ${width}`).toEqual([0, 0])
      await picture(page, `report-${language}-${width}`)
    }
  }
})
