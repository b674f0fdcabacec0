import type { Locator, Page } from '@playwright/test'
import { expect } from './stepwise'

// What a person does on the screens, by mouse and keyboard and by what can be read.

/** Chooses from a list that opens below a field; typing finds the entry. */
export async function choose(within: Page | Locator, field: string, option: string) {
  const input = within.getByRole('combobox', { name: field, exact: true })
  const page = 'page' in within ? within.page() : within
  await input.click()
  if (await input.isEditable()) await input.fill(option)
  await page.getByRole('option', { name: option }).first().click()
}

/** Goes to a screen by the left menu. */
export async function goTo(page: Page, entry: string) {
  const menu = page.getByRole('navigation', { name: 'Main menu' })
  await menu.getByRole('link', { name: new RegExp(`^${entry}`) }).click()
}

/** Sees one of the short messages that come and go. */
export async function told(page: Page, words: string | RegExp) {
  await expect(page.getByRole('alert').filter({ hasText: words }).first()).toBeVisible()
}

/** Answers the questions of the first run. */
export async function firstRun(page: Page, start: 'With sample data' | 'With my file' | 'Empty') {
  await page.getByLabel('Your name').fill('Ana Ionescu')
  await page.getByLabel('Your email').fill('ana@atelier.example')
  await page.keyboard.press('Enter')
  await page.getByLabel('Company').fill('Atelier Nord')
  await choose(page, 'Country', 'Romania')
  await choose(page, 'Time zone', 'Europe/Bucharest')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText(start).click()
  await page.getByRole('button', { name: /^Start/ }).click()
}

/** Drags one thing over another as a hand does: in small moves, and lets go when the place shows. */
export async function drag(page: Page, from: Locator, to: Locator, place: 'middle' | 'end') {
  const start = await middle(from)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x - 12, start.y + 4, { steps: 3 })
  await drawn(page)
  const box = await boxOf(to)
  const end = {
    x: box.x + box.width / 2,
    y: place === 'end' ? box.y + box.height - 6 : box.y + box.height / 2,
  }
  await page.mouse.move(end.x, end.y, { steps: 12 })
  await drawn(page)
  await page.mouse.move(end.x + 1, end.y)
  await drawn(page)
  await expect(page.getByRole('status').filter({ hasText: /is over place/ })).toBeAttached()
  await page.mouse.up()
}

/** Waits until what was moved is drawn: a row is measured when it is dragged over. */
export function drawn(page: Page): Promise<unknown> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
}

/** Lifts what has the focus by its key. The next key is heard only a moment after the lifting is said. */
export async function lift(page: Page, words: string | RegExp) {
  await page.keyboard.press('Space')
  await expect(page.getByRole('status').filter({ hasText: words })).toBeAttached()
  await drawn(page)
}

/** Drags a kind of step from the toolbox to the end of the list, where it becomes number n. */
export async function dragStep(page: Page, kind: string, n: number) {
  const tool = page.getByRole('region', { name: 'Add a step' }).getByRole('button', { name: kind })
  const steps = page.getByRole('region', { name: 'Steps' })
  await drag(page, tool, steps, 'end')
  await expect(page.getByRole('region', { name: `Step ${n}` })).toBeVisible()
}

/** Gives the chosen step its template and its delay in days. */
export async function setStep(page: Page, n: number, template: string, days: number) {
  const editor = page.getByRole('region', { name: `Step ${n}` })
  await choose(editor, 'Template', template)
  await editor.getByLabel('Delay', { exact: true }).fill(String(days))
}

/** Sees that the builder has saved everything: while it saves, its button can't be pressed either. */
export async function allSaved(page: Page) {
  const button = page.getByRole('button', { name: 'Save all' })
  await expect(button.and(page.locator(':disabled:not([data-loading])'))).toBeVisible()
}

/** Makes an email account for a server on this computer that wants no password. */
export async function addEmailAccount(page: Page, port: number) {
  await page.getByRole('button', { name: 'Add email account' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Mail server').fill('127.0.0.1')
  await form.getByLabel('Port').fill(String(port))
  await choose(form, 'Encryption', 'None')
  await form.getByLabel('User name').fill('')
  await picture(page, 'account-smtp')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
}

/** Makes an account for an SMS gateway on this computer. */
export async function addGateway(page: Page, url: string) {
  await page.getByRole('button', { name: 'Add an SMS service' }).click()
  await page.getByRole('button', { name: 'An SMS provider with a web address' }).click()
  const form = page.getByRole('dialog', { name: 'An SMS provider with a web address' })
  await form.getByLabel('Name of the account').fill('Gateway')
  await form.getByRole('textbox', { name: 'Address', exact: true }).fill(url)
  await form.getByLabel('Token or password').fill('open sesame')
  await form.getByLabel('Sender name or number').fill('Atelier')
  await form.getByRole('button', { name: 'How success looks, and safety' }).click()
  await form.getByLabel('Where the answer has the message’s id').fill('id')
  await form.getByLabel('Allow addresses of this computer and its network').check()
  await picture(page, 'account-gateway')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
}

/** Sends a test by an account, to somebody or to whom it suggests, and sees it succeed. */
export async function sendTest(page: Page, account: string, to: string) {
  const card = page.getByRole('article', { name: account })
  await card.getByRole('button', { name: 'Send a test' }).click()
  const dialog = page.getByRole('dialog')
  if (to) await dialog.getByRole('textbox').fill(to)
  await dialog.getByRole('button', { name: 'Send a test' }).click()
  await expect(dialog.getByRole('status')).toBeVisible()
  await picture(page, `test-${account}`)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
}

async function middle(thing: Locator) {
  const box = await boxOf(thing)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function boxOf(thing: Locator) {
  const box = await thing.boundingBox()
  if (!box) throw new Error('nothing to drag to')
  return box
}

/** Puts in what the editor offers first for a word behind "/". */
export async function insert(page: Page, word: string) {
  await page.keyboard.type(`/${word}`)
  await page.getByRole('option', { selected: true }).waitFor() // else Enter begins a line
  await page.keyboard.press('Enter')
}

/** Keeps what the screen looks like, for people who ask for pictures with PICTURES=folder. */
export async function picture(page: Page, name: string) {
  const folder = process.env.PICTURES
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}
