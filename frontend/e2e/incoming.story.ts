import { createServer } from 'node:net'
import type { Page } from '@playwright/test'
import { addCard, setUp } from './furnish'
import { choose, told } from './hands'
import { barriers, open, tooNarrow } from './look'
import { expect, type Stepwise, test } from './stepwise'

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready))
  const at = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (!at || typeof at === 'string') throw new Error('a listener has a port')
  return at.port
}

/** Lets programs on this computer call, at an address of its own. */
async function listen(page: Page, s: Stepwise): Promise<string> {
  const base = `http://127.0.0.1:${await freePort()}`
  const { port } = new URL(base)
  const { side } = await s.rpc<{ side: object }>(page, 'GetPublicSide')
  await s.rpc(page, 'SavePublicSide', {
    side: { ...side, reach: 'computer', port: Number(port) },
    base,
  })
  return base
}

/** Makes an address whose mapping comes from a sample, and reads where programs call. */
async function address(page: Page): Promise<string> {
  const drawer = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Add an address' }).click()
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Shop')
  await drawer
    .getByRole('textbox', { name: 'A sample' })
    .fill('{"order":{"buyer":"Maria","mail":"x"}}')
  await drawer.getByRole('textbox', { name: 'Place 1 in the call' }).fill('order.mail')
  await drawer.getByRole('button', { name: 'Test with the sample' }).click()
  await expect(drawer.getByText('An email address needs an @.')).toBeVisible()
  await drawer.getByRole('button', { name: 'order.buyer' }).click()
  await choose(drawer, 'Where 2 goes', "Client's name")
  expect(await barriers(page)).toEqual([])
  await drawer.getByRole('button', { name: 'Save' }).click()
  const url = await drawer.getByRole('textbox', { name: 'Address' }).inputValue()
  await drawer.getByRole('button', { name: 'I have kept it' }).click()
  return url
}

test('another program hands in a card, once, and what it got wrong can be looked at', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  await addCard(page, stepwise, f, 'ion@client.example', 'Offer sent')
  await listen(page, stepwise)
  await open(page, stepwise, '/settings/calls')
  await expect(page.getByText('No program hands in cards')).toBeVisible()
  const url = await address(page)
  const call = async (data: object) => {
    const headers = { 'idempotency-key': JSON.stringify(data) }
    return (await page.request.post(url, { data, headers })).status()
  }
  await expect
    .poll(() => call({ order: { buyer: 'Maria', mail: 'maria@client.example' } }))
    .toBe(200)
  expect(await call({ order: { buyer: 'Maria', mail: 'maria@client.example' } })).toBe(200)
  expect(await call({ order: { buyer: 'Ion', mail: 'nothing' } })).toBe(422)
  expect((await page.request.post(`${url}x`, { data: {} })).status()).toBe(404)

  await page.getByRole('button', { name: 'Last calls' }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('article')).toHaveCount(3)
  await expect(drawer.getByText('Email: An email address needs an @.')).toBeVisible()
  await expect(drawer.getByRole('link', { name: 'Maria' })).toHaveCount(2)
  await page.setViewportSize({ width: 400, height: 860 })
  expect((await tooNarrow(page))[0]).toBe(0)
  await page.keyboard.press('Escape')

  await open(page, stepwise, '/settings/leads')
  await expect(page.getByText('No mailbox is read for leads')).toBeVisible()
  await page.getByRole('button', { name: 'Add a mailbox' }).click()
  await drawer.getByRole('textbox', { name: 'Name', exact: false }).first().fill('Website')
  await drawer.getByRole('textbox', { name: 'Server (IMAP)' }).fill('127.0.0.1')
  await drawer.getByRole('textbox', { name: 'Port' }).fill('1')
  await drawer.getByRole('textbox', { name: 'User name' }).fill('office')
  await drawer.getByRole('textbox', { name: 'Password' }).fill('right')
  await drawer.getByRole('button', { name: 'Try with the last ten mails' }).click()
  await expect(drawer.getByText(/connection/i).first()).toBeVisible()
  await drawer.getByRole('button', { name: 'Back to the settings' }).click()
  await drawer.getByRole('button', { name: 'Save' }).click()
  await told(page, 'Website')
  await expect(page.getByText('Switched off: no mail is read')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  expect((await tooNarrow(page))[0]).toBe(0)
})
