import type { Page } from '@playwright/test'
import { at, moveClock, nextMonday } from './clock'
import { type Furnished, setUp, visit } from './furnish'
import { choose, picture, told } from './hands'
import { expect, type Stepwise, test } from './stepwise'

// What a colleague does all day: tasks by keys, one that recurs, a reminder, and the way to anything by Ctrl+K.

async function makeCard(page: Page, s: Stepwise, f: Furnished, name: string): Promise<string> {
  const [status] = Object.values(f.statuses)
  const saved = await s.rpc<{ card: { card: { id: string } } }>(page, 'SaveCard', {
    id: '',
    revision: 0,
    product: f.product,
    name,
    status,
    owner: f.me,
    fields: {},
  })
  return saved.card.card.id
}

interface Task {
  card: string
  title: string
  due: string
  clock?: string
  remind?: string
}

async function addTask(page: Page, s: Stepwise, me: string, task: Task) {
  const other = { id: '', type: 'call', note: '', assignee: me, clock: '', remind: '' }
  await s.rpc(page, 'SaveTask', { ...other, ...task })
}

test('a task that recurs is done by a key, and the next one is there', async ({
  signedIn: page,
  stepwise: s,
}) => {
  const f = await setUp(page, s)
  await makeCard(page, s, f, 'Ștefan Popa')
  const monday = nextMonday()
  await moveClock(page, s, at(monday, 0, '08:00'))
  await visit(page, s, '/tasks')
  await page.reload() // its clock is the program's again
  await expect(page.getByText('No open tasks')).toBeVisible()
  await page.keyboard.press('n')
  const form = page.getByRole('dialog', { name: 'New task' })
  await form.getByRole('combobox', { name: 'Card' }).fill('stefan')
  await page.getByRole('option', { name: 'Ștefan Popa' }).click()
  await form.getByLabel('What').fill('Weekly call')
  await choose(form, 'Repeats', 'Weekly')
  await form.getByText('Th', { exact: true }).click()
  await expect(form.getByText(/^every week on Monday, Thursday$/i)).toBeVisible()
  await picture(page, 'task-repeats')
  await form.getByRole('button', { name: 'Save' }).click()
  await told(page, 'Task saved')
  await expect(form).toBeHidden()

  const task = page.getByRole('group', { name: 'Weekly call' })
  await expect(page.getByRole('heading', { name: 'Today 1' })).toBeVisible()
  await task.focus()
  await page.keyboard.press('x')
  await told(page, /^Done: Weekly call\. Next: Thu/)
  await expect(page.getByRole('heading', { name: 'This week 1' })).toBeVisible()
  await expect(task).toHaveCount(1)

  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(page.getByRole('heading', { name: 'Today 1' })).toBeVisible()
  await expect(task).toHaveCount(1)
  await task.focus()
  await page.keyboard.press('s')
  await told(page, /put off to Tue/)
  await expect(page.getByRole('heading', { name: 'Tomorrow 1' })).toBeVisible()
})

test('many tasks are put off together, and come back', async ({ signedIn: page, stepwise: s }) => {
  const f = await setUp(page, s)
  const card = await makeCard(page, s, f, 'Ana')
  const monday = nextMonday()
  await moveClock(page, s, at(monday, 0, '08:00'))
  for (const title of ['Call', 'Write', 'Meet']) {
    await addTask(page, s, f.me, { card, title, due: monday })
  }
  await visit(page, s, '/tasks')
  await page.getByRole('checkbox', { name: 'Choose “Call”' }).check()
  await page.getByRole('group', { name: 'Meet' }).focus()
  await page.keyboard.press(' ')
  const bar = page.getByRole('region', { name: '2 chosen' })
  await bar.getByRole('button', { name: 'Put off' }).click()
  await page.getByRole('menuitem', { name: /^Next week/ }).click()
  await told(page, '2 tasks put off')
  await expect(page.getByRole('heading', { name: 'Later 2' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(page.getByRole('heading', { name: 'Today 3' })).toBeVisible()
})

test('a reminder comes when its moment does, and is put away', async ({
  signedIn: page,
  stepwise: s,
}) => {
  const f = await setUp(page, s)
  const card = await makeCard(page, s, f, 'Ana')
  const monday = nextMonday()
  await moveClock(page, s, at(monday, 0, '08:00'))
  const due = { due: monday, clock: '10:00', remind: 'm10' }
  await addTask(page, s, f.me, { card, title: 'Call Ana', ...due })
  await visit(page, s, '/today')
  const bell = page.getByRole('button', { name: /^(Reminders|1 reminder)$/ }).first()
  await expect(bell).toHaveAccessibleName('Reminders')
  await moveClock(page, s, at(monday, 0, '09:51'))
  await told(page, 'Call Ana')
  await expect(bell).toHaveAccessibleName('1 reminder')
  await picture(page, 'reminder')
  await bell.click()
  const list = page.getByRole('dialog', { name: 'Reminders' })
  await list.getByRole('button', { name: 'Put away', exact: true }).click()
  await expect(list.getByText('No reminders')).toBeVisible()
})

test('Ctrl+K finds by letters without marks, and Esc gives the focus back', async ({
  signedIn: page,
  stepwise: s,
}) => {
  const f = await setUp(page, s)
  await makeCard(page, s, f, 'Ștefan Țurcanu')
  await visit(page, s, '/tasks')
  const add = page.getByRole('button', { name: 'New task' }).first()
  await add.focus()
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: /^Find a card/ })
  await expect(box).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(add).toBeFocused()

  await page.keyboard.press('Control+k')
  await box.fill('turc stef')
  const option = page.getByRole('option', { name: /Ștefan Țurcanu/ }).first()
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await picture(page, 'find')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Ștefan Țurcanu' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('group', { name: 'Lately' })).toBeVisible()
  await box.fill('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})
