import type { Page } from '@playwright/test'
import { type Furnished, setUp, visit } from './furnish'
import { picture } from './hands'
import { type Hand, keyboard, mouse } from './interactions'
import { barriers, tooNarrow } from './look'
import { expect, type Stepwise, test } from './stepwise'

/** So many clicks, pressed controls and typed fields an example may take, from an empty product. */
const most = 40

interface Text {
  /** What the step is called in the toolbox and in the wizard. */
  kind: 'Email to the client' | 'SMS to the client' | 'Task'
  make: RegExp
  name: string
  subject?: string
  body?: string
  delay: number
}

interface Example {
  filter: { name: string; status: string }
  name: string
  steps: Text[]
  days: number[]
}

/** The seed's practical example: thanks at once, a call after three days, an SMS five days later. */
const practical: Example = {
  filter: { name: 'Offer sent', status: 'Offer sent' },
  name: 'Offer follow-up',
  steps: [
    {
      kind: 'Email to the client',
      make: /Write a new email/,
      name: 'Thank you',
      subject: 'Thank you for your interest',
      body: 'We sent you our offer. Write to us if anything is open.',
      delay: 0,
    },
    { kind: 'Task', make: /Write a new task/, name: 'Call', subject: 'Follow-up call', delay: 3 },
    {
      kind: 'SMS to the client',
      make: /Write a new SMS/,
      name: 'Reminder',
      body: 'Did you see our offer?',
      delay: 5,
    },
  ],
  days: [0, 3, 8],
}

/** The other seed's example: an email after one day, a task four days after it, on day 5 exactly. */
const oneAndFour: Example = {
  filter: { name: 'New lead', status: 'New lead' },
  name: 'Welcome',
  steps: [
    {
      kind: 'Email to the client',
      make: /Write a new email/,
      name: 'Welcome',
      subject: 'Welcome',
      body: 'Thank you for writing to us.',
      delay: 1,
    },
    {
      kind: 'Task',
      make: /Write a new task/,
      name: 'Check',
      subject: 'Did they answer?',
      delay: 4,
    },
  ],
  days: [1, 5],
}

const examples = { 'the practical example': practical, '1 day and then 4': oneAndFour }

for (const [what, example] of Object.entries(examples)) {
  for (const [way, hands] of Object.entries({ mouse, keyboard })) {
    test(`${what} from an empty product by ${way}`, async ({ signedIn: page, stepwise }) => {
      test.slow()
      const f = await setUp(page, stepwise)
      const hand = hands(page)
      await begin(page, hand, example)
      await addSteps(page, hand, example)
      await hand.use(page.getByRole('button', { name: /^Save all/ }))
      await expect(page.getByRole('status').filter({ hasText: /saved/i }).first()).toBeAttached()
      await picture(page, `wizard-end-${example.days.length}-${way}`)
      expect(await daysOf(page, stepwise, f)).toEqual(example.days)
      test.info().annotations.push({ type: 'interactions', description: String(hand.count()) })
      expect(hand.count(), 'interactions').toBeLessThanOrEqual(most)
    })
  }
}

/** From the menu through the wizard into the builder, with the first step. */
async function begin(page: Page, hand: Hand, { filter, name, steps }: Example) {
  const menu = page.getByRole('navigation', { name: 'Main menu' })
  await hand.use(menu.getByRole('link', { name: /^Automations/ }))
  await hand.use(page.getByRole('link', { name: 'New automation' }))
  await hand.use(page.getByRole('link', { name: 'Make a new filter' }))
  await hand.type(page.getByRole('textbox', { name: 'Name' }), filter.name)
  const row = page.getByRole('group', { name: 'Condition 1', exact: true }).first()
  await hand.choose(row.getByRole('combobox', { name: 'What it is about' }), 'Status')
  await hand.choose(row.getByRole('combobox', { name: 'How it compares' }), 'was changed to')
  await hand.choose(row.getByRole('combobox', { name: 'Status', exact: true }), filter.status)
  await page.keyboard.press('Escape')
  await hand.use(page.getByRole('button', { name: 'Save and go on' }))
  const [first] = steps
  if (!first) throw new Error('an example has steps')
  await hand.use(page.getByRole('button', { name: new RegExp(`^${first.kind}`) }))
  await hand.use(page.getByRole('button', { name: first.make }))
  await write(page, hand, first)
  // the template's editor has a name as well, until it is left
  await expect(page.getByRole('button', { name: 'Create and open the builder' })).toBeVisible()
  await hand.type(page.getByRole('textbox', { name: 'Name' }), name)
  await hand.use(page.getByRole('button', { name: 'Create and open the builder' }))
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await setDelay(page, hand, 1, first.delay)
}

/** The other steps, each with a template that is made where it is wanted. */
async function addSteps(page: Page, hand: Hand, { steps }: Example) {
  for (const [i, step] of steps.entries()) {
    if (i === 0) continue
    const tools = page.getByRole('region', { name: 'Add a step' })
    await hand.use(tools.getByRole('button', { name: step.kind }))
    await setDelay(page, hand, i + 1, step.delay)
    const editor = page.getByRole('region', { name: `Step ${i + 1}`, exact: true })
    await hand.use(editor.getByRole('link', { name: 'New template' }))
    await hand.use(page.getByRole('dialog').getByRole('button', { name: 'Save' }))
    await write(page, hand, step)
    await expect(editor.getByRole('combobox', { name: 'Template' })).toHaveValue(step.name)
  }
}

/** Writes a template in its editor and goes on with it. */
async function write(page: Page, hand: Hand, { name, subject, body }: Text) {
  const main = page.getByRole('main')
  await hand.type(main.getByRole('textbox', { name: 'Name' }), name)
  if (subject) await hand.type(main.getByRole('textbox', { name: /^(Subject|Title)$/ }), subject)
  if (body) await hand.type(main.getByRole('textbox', { name: 'Text' }), body)
  await hand.use(main.getByRole('button', { name: 'Save and go on' }))
}

/** A new step has a delay already: 0 for the first, 1 for the others. */
async function setDelay(page: Page, hand: Hand, n: number, days: number) {
  if (days === (n === 1 ? 0 : 1)) return
  if (n === 1) {
    const steps = page.getByRole('region', { name: 'Steps' })
    await hand.use(steps.getByRole('button', { name: /Email to the client/ }).first())
  }
  const editor = page.getByRole('region', { name: `Step ${n}`, exact: true })
  await hand.type(editor.getByLabel('Delay', { exact: true }), String(days))
}

async function daysOf(page: Page, s: Stepwise, { product }: Furnished): Promise<number[]> {
  const [row] = await s.rpc<{ sequence: { id: string } }[]>(page, 'ListSequences', { product })
  const view = await s.rpc<{ check: { steps: { day: number; missing: unknown[] }[] } }>(
    page,
    'GetSequence',
    { id: row?.sequence.id },
  )
  return view.check.steps.map((step) => step.day)
}

test('back keeps everything, a reload too, and a filter leads into the wizard', async ({
  signedIn: page,
  stepwise,
}) => {
  const { product } = await setUp(page, stepwise, { sample: true })
  await visit(page, stepwise, `/p/${product}/automations/new`)
  await expect(page.getByRole('textbox', { name: 'Search filters' })).toBeFocused()
  await expect(page.getByText(/\d+ cards? now/).first()).toBeVisible()
  await picture(page, 'wizard-filter')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'First step' })).toBeVisible()
  await picture(page, 'wizard-action')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: /^Email to the client/ }).click()
  const templates = page.getByRole('region', { name: 'Template' })
  await templates.getByRole('listitem').getByRole('button').first().click()
  await expect(page.getByRole('complementary', { name: 'Preview' })).toBeVisible()
  await picture(page, 'wizard-template')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('For those who ask')
  await picture(page, 'wizard-name')
  expect(await barriers(page)).toEqual([])

  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Back' }).click()
  const email = page.getByRole('button', { name: /^Email to the client/ })
  await expect(email).toHaveAttribute('aria-pressed', 'true')
  await page.goBack()
  await page.reload()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('For those who ask')
  await page.getByRole('button', { name: 'Begin anew' }).click()
  await expect(page.getByRole('textbox', { name: 'Search filters' })).toBeVisible()

  const [filter] = await stepwise.rpc<{ filter: { id: string; name: string } }[]>(
    page,
    'ListFilters',
    { product },
  )
  await visit(page, stepwise, `/p/${product}/filters/${filter?.filter.id}`)
  await page.getByRole('button', { name: 'Follow-up sequence' }).click()
  await expect(page.getByRole('region', { name: 'First step' })).toBeVisible()
  await expect(page.getByRole('button', { name: filter?.filter.name })).toBeVisible()
})

test('the wizard speaks three languages and fits a narrow window', async ({
  signedIn: page,
  stepwise,
}) => {
  const { product } = await setUp(page, stepwise, { sample: true })
  await page.setViewportSize({ width: 400, height: 800 })
  for (const language of ['ro', 'hu', 'en']) {
    await page.evaluate((l) => localStorage.setItem('language', l), language)
    await visit(page, stepwise, `/p/${product}/automations/new`)
    await page.reload()
    await page.locator('main li button').first().click()
    await page.locator('main fieldset button').first().waitFor()
    expect(await tooNarrow(page)).toEqual([0, 0])
    await picture(page, `wizard-action-narrow-${language}`)
    await page.locator('main fieldset button').first().click()
    await page.locator('main li button').first().click()
    expect(await tooNarrow(page)).toEqual([0, 0])
    await picture(page, `wizard-template-narrow-${language}`)
  }
})
