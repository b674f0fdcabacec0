import { createServer } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { addCard, automate, letSend, setUp, visit } from './furnish'
import { picture } from './hands'
import { barriers, tooNarrow } from './look'
import { readMail } from './mail'
import { test } from './sinks'
import { expect } from './stepwise'

// A client unsubscribes on their phone, changes their mind, and a scanner was there before them.
test('a client unsubscribes from a phone and undoes it', async ({
  signedIn: page,
  stepwise,
  sinks,
  browser,
}) => {
  const f = await setUp(page, stepwise)
  await letSend(page, stepwise, sinks)
  const base = await listen(page, stepwise.address)
  const template = await stepwise.rpc<{ template: { id: string } }>(page, 'SaveTemplate', {
    id: '',
    product: f.product,
    kind: 'email',
    name: 'News',
    content: { subject: 'News', body: 'Bună', simplify: false, taskType: 'call', dueDays: 0 },
  })
  const address = 'stefan@client.example'
  await addCard(page, stepwise, f, address, 'Offer sent')
  const id = await automate(page, stepwise, f, [template.template.id], 'marketing')
  await stepwise.rpc(page, 'Activate', { id, scope: 'all', midway: '' })
  await expect.poll(async () => (await sinks.emails()).length).toBe(1)
  const [mail] = await sinks.emails()
  expect(mail?.lint ?? []).toEqual([])
  const link = readMail(mail?.raw ?? '').body.match(/http:\S+\/u\/[\w-]+/)?.[0] ?? ''
  expect(link).toContain(base)

  for (const method of ['GET', 'HEAD']) {
    expect((await page.request.fetch(link, { method })).status()).toBe(200)
  }
  expect(await suppressed(page, stepwise)).toEqual([])

  const phone = await onAPhone(browser)
  await phone.goto(`${link}?language=hu`)
  await expect(phone.getByText('s***@client.example')).toBeVisible()
  await looksGood(phone, 'public-unsubscribe-hu')
  await phone.getByRole('link', { name: 'Română' }).click()
  await looksGood(phone, 'public-unsubscribe-ro')
  await phone.getByRole('link', { name: 'English' }).click()
  await looksGood(phone, 'public-unsubscribe-en')
  await phone.getByRole('radio', { name: 'All messages' }).check()
  await phone.getByRole('button', { name: 'Unsubscribe' }).click()
  await expect(phone.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible()
  await looksGood(phone, 'public-unsubscribed')
  expect(await suppressed(page, stepwise)).toEqual([`${address} all`])
  await visit(page, stepwise, '/contacts')
  await page.getByRole('link', { name: 'Ștefan Pop' }).click()
  await expect(page.getByText('Suppressed').first()).toBeVisible()

  await phone.getByRole('button', { name: 'Undo' }).click()
  await expect(phone.getByRole('heading', { name: 'All is as it was before' })).toBeVisible()
  await looksGood(phone, 'public-undone')
  expect(await suppressed(page, stepwise)).toEqual([])
  expect(await phone.context().cookies()).toEqual([])
  await phone.context().close()
})

/** Lets this computer answer clients, by the settings, and tries the address. */
async function listen(page: Page, address: string): Promise<string> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  await page.goto(`${address}/#/settings/public`)
  await expect(page.getByText('Does not listen now.')).toBeVisible()
  await page.getByRole('radio', { name: 'Only on this computer' }).check()
  await page.getByRole('textbox', { name: 'Port' }).fill(String(port))
  await page.getByRole('textbox', { name: 'Public address' }).fill('http://firma.example')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('need an address with https://')).toBeVisible()
  await page.getByRole('textbox', { name: 'Public address' }).fill(base)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`Answers at ${base}.`)).toBeVisible()
  await page.getByRole('button', { name: 'Try the address' }).click()
  await expect(page.getByText('The address leads to this program.')).toBeVisible()
  await picture(page, 'public-side')
  expect(await barriers(page)).toEqual([])
  return base
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready))
  const at = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (!at || typeof at === 'string') throw new Error('a listener has a port')
  return at.port
}

async function onAPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })
  return context.newPage()
}

async function looksGood(phone: Page, name: string) {
  await picture(phone, name)
  expect(await barriers(phone)).toEqual([])
  const [wide] = await tooNarrow(phone)
  expect(wide).toBe(0)
}

async function suppressed(
  page: Page,
  s: { rpc: <T>(p: Page, m: string, i?: unknown) => Promise<T> },
) {
  const list = await s.rpc<{ rows: { entry: { value: string; scope: string } }[] }>(
    page,
    'ListSuppressions',
    { search: '', channel: '', reason: '', after: '', limit: 10 },
  )
  return list.rows.map((r) => `${r.entry.value} ${r.entry.scope}`)
}
