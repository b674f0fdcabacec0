import { addCard, setUp, visit } from './furnish'
import { lift, told } from './hands'
import { expect, test } from './stepwise'

test('a filter is made by keyboard alone, from start to save', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  await addCard(page, stepwise, f, 'a@example.com', 'Offer sent')
  await addCard(page, stepwise, f, 'b@example.com', 'Offer sent')
  await addCard(page, stepwise, f, 'b@example.org', 'Contacted')
  await visit(page, stepwise, `/p/${f.product}/filters`)
  const keys = page.keyboard
  const focused = page.locator(':focus')
  const panel = page.getByRole('complementary', { name: 'What matches now' })

  await page.getByRole('link', { name: 'New filter' }).first().focus()
  await keys.press('Enter')
  await expect(focused).toHaveAttribute('placeholder', /For example/)
  await keys.type('Sent, by letter')
  // The empty first condition: its grip, then its subject.
  await keys.press('Tab')
  await keys.press('Tab')
  await keys.type('stat')
  await keys.press('Enter')
  await keys.press('Tab')
  await keys.press('Tab')
  await keys.type('offer')
  await keys.press('Enter')
  await keys.press('Escape')
  await expect(panel).toContainText('2 cards match now')

  // One more: the focus is in it at once.
  await page.locator('[data-add="required"]').focus()
  await keys.press('Enter')
  await expect(focused).toHaveAttribute('aria-label', 'What it is about')
  await keys.type('name')
  await keys.press('Enter')
  await keys.press('Tab')
  await keys.press('Tab')
  await keys.type('a@')
  await keys.press('Enter')
  await expect(panel).toContainText('1 card matches now')

  // Down into the optional list, and up again; the focus goes along.
  await keys.press('Alt+ArrowDown')
  const optional = page.getByRole('region', { name: 'Optional' })
  await expect(optional.getByRole('group', { name: 'Condition 1' })).toBeVisible()
  await expect(focused).toHaveAttribute('aria-label', 'Move Condition 1')
  await keys.press('Alt+ArrowUp')
  await expect(optional.getByRole('group')).toHaveCount(0)

  // Lifted with Space, past the other one, and dropped.
  await expect(focused).toHaveAttribute('aria-label', 'Move Condition 2')
  await lift(page, 'lifted')
  await keys.press('ArrowUp')
  await expect(page.getByRole('status').filter({ hasText: /is over place 1/ })).toBeAttached()
  await keys.press('Space')
  const first = page.getByRole('region', { name: 'Required' }).getByRole('group').first()
  await expect(first.getByRole('combobox', { name: 'What it is about' })).toHaveValue('Name')

  // A group, taken away by undo and brought back.
  await page.locator('[data-add-group="required"]').focus()
  await keys.press('Enter')
  const group = page.getByRole('group', { name: 'Group 1', exact: true })
  await expect(group).toBeVisible()
  await expect(focused).toHaveAttribute('aria-label', 'What it is about')
  await keys.press('Escape')
  await keys.press('Shift+Tab')
  await keys.press('Control+z')
  await expect(group).toBeHidden()
  await page.locator('[data-add="required"]').focus()
  await keys.press('Control+s')
  await told(page, '“Sent, by letter” is saved')
})

test('conditions go into groups and out of them by menu and by hand', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const is = (status: string) => ({
    subject: 'status',
    field: '',
    op: 'is',
    values: [f.statuses[status]],
  })
  const tree = { any: false, conditions: [is('Offer sent'), is('Contacted')], groups: [] }
  const draft = { id: '', revision: 0, product: f.product, name: 'Groups', folder: '', tree }
  const made = await stepwise.rpc<{ filter: { id: string } }>(page, 'SaveFilter', draft)
  await visit(page, stepwise, `/p/${f.product}/filters/${made.filter.id}`)
  const list = page.getByRole('region', { name: 'Required' })
  const menu = async (of: string, item: string | RegExp) => {
    await list.getByRole('button', { name: `More for ${of}`, exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  // Excluding each other is said before anybody saves it.
  const panel = page.getByRole('complementary', { name: 'What matches now' })
  await expect(panel).toContainText('0 cards match now')

  await menu('Condition 1', 'Put into a new group')
  await menu('Condition 1', 'Move to: Group 1')
  const group = page.getByRole('group', { name: 'Group 1', exact: true })
  await expect(group.getByRole('group')).toHaveCount(2)
  await expect(group.getByRole('radio', { name: 'Any of these' })).toBeChecked()
  await expect(panel).toContainText('status is Offer sent, or status is Contacted')
  for (let depth = 2; depth < 5; depth++) {
    const name = `Group ${Array.from({ length: depth - 1 }, () => '1').join('.')}`
    const inner = page.getByRole('group', { name, exact: true })
    await page.keyboard.press('Escape') // the list of the new condition, which is open
    await inner.getByRole('button', { name: 'Add a group' }).last().click()
  }
  await expect(page.getByText('Groups can be nested 5 deep, and this one is.')).toBeVisible()
  await menu('Group 1.1', 'Remove')
  await expect(page.getByRole('group', { name: 'Group 1.1' })).toHaveCount(0)
  await menu('Group 1', 'Duplicate')
  await menu('Group 2', 'Dissolve the group')
  const rows = list.getByRole('group', { name: /^Condition \d$/ })
  await expect(rows).toHaveCount(2)

  // Taken away by a slip, and back; copied with the keys of every program.
  await list.getByRole('button', { name: 'Remove: Condition 1', exact: true }).click()
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(2)
  await list.getByRole('button', { name: 'Move Condition 1', exact: true }).focus()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect(rows).toHaveCount(3)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await told(page, '“Groups” is saved')

  // Into another filter, one that begins with an example.
  await visit(page, stepwise, `/p/${f.product}/filters/new`)
  await page.getByRole('button', { name: /^Open, but nothing planned/ }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Open, but nothing planned')
  await expect(rows).toHaveCount(2)
  await list.getByRole('button', { name: 'Paste the condition' }).click()
  await expect(rows).toHaveCount(3)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await told(page, '“Open, but nothing planned” is saved')
})
