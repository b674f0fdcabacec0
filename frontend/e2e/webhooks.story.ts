import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addCard, setUp } from './furnish'
import { told } from './hands'
import { barriers, open, tooNarrow } from './look'
import { expect, test } from './stepwise'

/** Another program: it checks signatures by itself, and takes nothing while it is down. */
async function receiver() {
  const seen: { type: string; good: boolean }[] = []
  const state = { secret: '', down: false }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      seen.push({ type: JSON.parse(body).type, good: signed(request, body, state.secret) })
      response.writeHead(state.down ? 400 : 204).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { seen, state, url: `http://127.0.0.1:${port}/hook`, close: () => server.close() }
}

function signed({ headers }: IncomingMessage, body: string, secret: string): boolean {
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const want = createHmac('sha256', key).update(text).digest('base64')
  return headers['webhook-signature'] === `v1,${want}`
}

test('another program is told, refuses, and is told again', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const other = await receiver()
  await open(page, stepwise, '/settings/webhooks')
  await expect(page.getByText('Nobody is told anything yet')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: 'Switch them on' }).click()
  await page.getByRole('switch', { name: 'Webhooks' }).check({ force: true })
  await page.getByRole('button', { name: 'Save' }).click()
  await told(page, 'Saved')
  await open(page, stepwise, '/settings/webhooks')

  await page.getByRole('button', { name: 'Add a webhook' }).click()
  await page.getByLabel('Name', { exact: false }).first().fill('Books')
  await page.getByLabel('Address', { exact: false }).fill(other.url)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The address must begin with https://')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('textbox', { name: 'Inside your own network' }).fill('127.0.0.1')
  await page.getByRole('button', { name: 'Save' }).click()
  await told(page, 'Saved')

  await page.getByRole('button', { name: 'Add a webhook' }).click()
  await page.getByLabel('Name', { exact: false }).first().fill('Books')
  await page.getByLabel('Address', { exact: false }).fill(other.url)
  await page.getByRole('button', { name: 'Send a test' }).click()
  await expect(page.getByText('It took the test')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  other.state.secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue()
  await page.getByRole('button', { name: 'I have kept it' }).click()

  other.state.down = true
  await addCard(page, stepwise, f, 'ion@client.example', Object.keys(f.statuses)[0] ?? '')
  await expect.poll(() => other.seen.at(-1)).toEqual({ type: 'card.created', good: true })
  const card = page.getByRole('article', { name: 'Books' })
  await card.getByRole('button', { name: 'Log' }).click()
  const line = page.getByRole('article', { name: 'Card created' })
  await expect(line.getByText('400 Bad Request')).toBeVisible()
  await line.getByRole('button', { name: 'What is sent' }).click()
  await expect(line.getByText('"type": "card.created"')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  other.state.down = false
  await line.getByRole('button', { name: 'Send again' }).click()
  await told(page, '1 goes again')
  await expect(line.getByText('Done')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 400, height: 800 })
  expect(await tooNarrow(page)).toEqual([0, 0])
  other.close()
})
