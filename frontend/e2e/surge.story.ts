import { addAutomation, addCard, letSend, setUp, visit } from './furnish'
import { goTo, picture, told } from './hands'
import { barriers } from './look'
import { test } from './sinks'
import { expect } from './stepwise'

const nothing = {
  status: '',
  owner: '',
  tags: [],
  field: '',
  value: null,
  sequence: '',
  step: '',
  anyway: false,
}

test('far more messages than usual stop and ask', async ({ signedIn: page, stepwise, sinks }) => {
  const f = await setUp(page, stepwise)
  const id = await addAutomation(page, stepwise, f, ['Thank you'])
  await stepwise.rpc(page, 'Activate', { id, scope: 'new', midway: '', confirm: 0 })
  const cards: string[] = []
  for (let n = 0; n < 60; n++) {
    cards.push(await addCard(page, stepwise, f, `client${n}@example.com`, 'Contacted'))
  }
  await letSend(page, stepwise, sinks)
  await stepwise.rpc(page, 'StartBulk', {
    pick: { ids: cards, list: null, except: [] },
    action: { ...nothing, kind: 'status', status: f.statuses['Offer sent'] },
    count: cards.length,
  })
  await visit(page, stepwise, '/today')
  const banner = page.getByRole('region', { name: 'Far more messages than usual' })
  await expect(banner).toContainText('60 messages to clients today, usually 0')
  await expect(banner).toContainText('60 messages wait for your word')
  expect(await sinks.emails()).toHaveLength(0)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'surge')

  await banner.getByRole('link', { name: 'Look at them' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible()
  await expect(banner).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await banner.getByRole('button', { name: 'Recall them' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Recall them' }).click()
  await told(page, '60 messages were recalled')
  await expect(banner).toBeHidden()
  expect(await sinks.emails()).toHaveLength(0)
  await goTo(page, 'Today')
  await expect(banner).toBeHidden()
})
