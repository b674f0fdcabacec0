import type { Page } from '@playwright/test'
import { addAutomation, setUp, visit } from './furnish'
import { allSaved, choose, drag, picture } from './hands'
import { barriers, tooNarrow } from './look'
import { expect, type Stepwise, test } from './stepwise'

const stepsOf = (page: Page) =>
  page.getByRole('region', { name: 'Steps', exact: true }).getByRole('listitem')
const editorOf = (page: Page, n: number) => page.getByRole('region', { name: `Step ${n}` })
const toolOf = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Add a step' }).getByRole('button', { name })

/** An automation of three emails, open in the builder; the product has a date and an email field. */
async function build(page: Page, s: Stepwise, names = ['First', 'Second', 'Third']) {
  const f = await setUp(page, s)
  const field = (name: string, type: string) => ({
    id: '',
    product: '',
    name,
    slug: '',
    type,
    position: 0,
    currency: '',
    requiredFrom: '',
    default: null,
    help: '',
    choices: [],
  })
  await s.rpc(page, 'SaveFields', {
    product: f.product,
    fields: [field('Valid until', 'date'), field('Billing email', 'email')],
  })
  for (const kind of ['sms', 'task', 'pdf']) await template(page, s, f.product, kind)
  const id = await addAutomation(page, s, f, names)
  await visit(page, s, `/p/${f.product}/automations/${id}`)
  await expect(stepsOf(page)).toHaveCount(names.length)
  return { ...f, id }
}

async function template(page: Page, s: Stepwise, product: string, kind: string) {
  const line = { type: 'paragraph', content: [{ type: 'text', text: 'Offer' }] }
  const doc = { type: 'doc', content: [line] }
  await s.rpc(page, 'SaveTemplate', {
    id: '',
    product,
    kind,
    name: `A ${kind}`,
    content: {
      subject: `A ${kind}`,
      body: kind === 'pdf' ? '' : 'Hello',
      doc: kind === 'pdf' ? JSON.stringify(doc) : '',
      simplify: false,
      taskType: 'call',
      dueDays: 0,
    },
  })
}

async function saveAll(page: Page) {
  await page.getByRole('button', { name: 'Save all' }).click()
  await allSaved(page)
}

test('a step is dragged in by mouse, its place opens, and every edit is undone and redone', async ({
  signedIn: page,
  stepwise,
}) => {
  await build(page, stepwise)
  const steps = stepsOf(page)
  await drag(page, toolOf(page, 'Task'), steps.nth(1), 'middle')
  await expect(steps).toHaveCount(4)
  await expect(steps.nth(2)).toContainText('Choose a template') // the rows below have their place now
  await drag(
    page,
    page.getByRole('button', { name: 'Move Step 1, Email to the client' }),
    steps.nth(3),
    'middle',
  )
  await expect(steps.last()).toContainText('First')
  await page.getByRole('button', { name: 'More for Step 1' }).click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await expect(steps.first()).toContainText('Disabled')
  await page.keyboard.press('Control+d')
  await expect(steps).toHaveCount(5)

  for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z')
  await expect(steps).toHaveCount(3)
  await expect(steps.first()).toContainText('First')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
  for (let i = 0; i < 4; i++) await page.keyboard.press('Control+y')
  await expect(steps).toHaveCount(5)
  await expect(page.getByRole('button', { name: 'Redo' })).toBeDisabled()
})

test('the list has keys: walk, move, copy, delete', async ({ signedIn: page, stepwise }) => {
  await build(page, stepwise)
  const steps = stepsOf(page)
  const first = steps.first().getByRole('button', { pressed: true })
  await first.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(steps).toContainText(['Second', 'First', 'Third'])
  await expect(page.getByRole('status').filter({ hasText: 'place 2 of 3' })).toBeAttached()
  await expect(steps.nth(1).locator(':focus')).toBeAttached()
  await page.keyboard.press('ArrowDown')
  await expect(steps.nth(2).locator(':focus')).toBeAttached()
  await page.keyboard.press('Control+d')
  await expect(steps).toContainText(['Second', 'First', 'Third', 'Third'])
  await page.keyboard.press('Delete')
  await page.keyboard.press('Delete')
  await expect(steps).toContainText(['Second', 'First'])
  await expect(steps).toHaveCount(2)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Copy the step')
})

test('each kind of step has its own fields', async ({ signedIn: page, stepwise }) => {
  const { product } = await build(page, stepwise)
  await toolOf(page, 'PDF').click()
  await choose(editorOf(page, 2), 'Template', 'A pdf')
  await page.getByRole('button', { name: 'Email to the client Second' }).click()
  await editorOf(page, 3).getByLabel('Attach the PDF of step 2').check({ force: true })
  await choose(editorOf(page, 3), 'Recipient', 'The address in a field')
  await choose(editorOf(page, 3), 'Field with the address', 'Billing email')

  await toolOf(page, 'SMS').click()
  const sms = editorOf(page, 4)
  await choose(sms, 'Template', 'A sms')
  await expect(sms.getByRole('combobox', { name: 'Sender' })).toHaveCount(0)

  await toolOf(page, 'Card change').click()
  const change = editorOf(page, 5)
  await expect(stepsOf(page).nth(4)).toContainText('Choose what changes on the card')
  await choose(change, 'Status', 'Contacted')
  await choose(change, 'Owner', 'Nobody')
  await choose(change, 'Change another field', 'Valid until')
  await choose(change, 'What happens to Valid until', 'Clear')
  await picture(page, 'builder-change')
  await saveAll(page)

  const [row] = await stepwise.rpc<{ sequence: { id: string } }[]>(page, 'ListSequences', {
    product,
  })
  const { sequence } = await stepwise.rpc<{ sequence: { steps: Record<string, unknown>[] } }>(
    page,
    'GetSequence',
    { id: row?.sequence.id },
  )
  expect(sequence.steps[2]).toMatchObject({ attachPdf: true, recipient: 'field' })
  expect(sequence.steps[4]?.change).toMatchObject({ clearOwner: true, fields: [{ clear: true }] })
})

test('a step counts from a date of the card, and runs only if', async ({
  signedIn: page,
  stepwise,
}) => {
  test.slow()
  await build(page, stepwise)
  const steps = stepsOf(page)
  await page.getByRole('button', { name: 'Time before step 2' }).click()
  const time = page.getByRole('dialog')
  await time.getByLabel('Delay', { exact: true }).fill('3')
  await choose(time, 'Counted from', 'before “Valid until”')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Time before step 2' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Time before step 2' })).toContainText(
    '3 days before “Valid until”',
  )
  await expect(steps.nth(1)).toContainText('3 days before “Valid until”')

  await page.getByRole('button', { name: 'Email to the client Second' }).click()
  await editorOf(page, 2).getByRole('button', { name: 'Add conditions' }).click()
  const drawer = page.getByRole('dialog')
  await choose(drawer, 'What it is about', 'Status')
  await drawer.getByRole('button', { name: 'Use these conditions' }).click()
  await expect(drawer).toContainText('not finished')
  await choose(drawer, 'Status', 'Contacted')
  await drawer.getByRole('button', { name: 'Use these conditions' }).click()
  await expect(drawer).toBeHidden()
  await expect(steps.nth(1)).toContainText('Only if')
  await expect(steps.nth(1)).toContainText('Contacted')

  await editorOf(page, 2).getByRole('button', { name: 'Save step' }).click()
  await allSaved(page)
  await editorOf(page, 2).getByRole('button', { name: 'Remove the conditions' }).click()
  await page.getByRole('link', { name: 'Back to' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard changes' }).click()
  await expect(page).toHaveURL(/automations$/)
})

test.describe('by touch, on a narrow screen', () => {
  test.use({ viewport: { width: 400, height: 800 }, hasTouch: true })

  test('a step is dragged from the sheet, and edited in a drawer', async ({
    signedIn: page,
    stepwise,
  }) => {
    await build(page, stepwise)
    const steps = stepsOf(page)
    await page.getByRole('button', { name: 'Add a step' }).tap()
    await touchDrag(page, toolOf(page, 'Task'), steps.nth(0))
    await expect(steps).toHaveCount(4)
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByRole('region', { name: 'Step 2' })).toBeVisible()
    await picture(page, 'builder-narrow-editor')
    expect(await barriers(page)).toEqual([])
    await drawer.getByRole('button', { name: 'Close' }).tap()
    await picture(page, 'builder-narrow')
    expect(await tooNarrow(page)).toEqual([0, 0])
    expect(await barriers(page)).toEqual([])
    await touchDrag(
      page,
      page.getByRole('button', { name: 'Move Step 1, Email to the client' }),
      steps.nth(1), // nearer to the edge the list scrolls below the finger
    )
    await expect(steps.nth(1)).toContainText('First')
  })
})

/** Drags as a finger does: touches, moves in small steps, lets go. */
async function touchDrag(
  page: Page,
  from: ReturnType<Page['locator']>,
  to: ReturnType<Page['locator']>,
) {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()]
  if (!a || !b) throw new Error('nothing to drag')
  const start = { x: a.x + a.width / 2, y: a.y + a.height / 2 }
  const end = { x: b.x + b.width / 2, y: b.y + b.height - 12 }
  const session = await page.context().newCDPSession(page)
  const touch = (type: string, points: object[]) =>
    session.send('Input.dispatchTouchEvent', {
      type: type as 'touchMove',
      touchPoints: points as never,
    })
  await touch('touchStart', [start])
  for (let i = 1; i <= 12; i++) {
    const part = i / 12
    const x = start.x + (end.x - start.x) * part
    const y = start.y + (end.y - start.y) * part
    await touch('touchMove', [{ x, y }])
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await expect(page.getByRole('status').filter({ hasText: /is over place/ })).toBeAttached()
  await touch('touchEnd', [])
}
