import { type Furnished, setUp } from './furnish'
import {
  cardCreate,
  cardGet,
  forecastStart,
  messageGet,
  messageList,
  productList,
  sequenceCards,
  sequenceStop,
  taskDone,
  taskList,
} from './rest-client'
import { createClient } from './rest-client/client'
import { expect, type Stepwise, test } from './stepwise'

/** An active automation for the status "Offer sent": an email and a task at once, an email after five days. */
async function automation(rpc: <T>(method: string, input: unknown) => Promise<T>, f: Furnished) {
  const template = async (kind: string, subject: string) => {
    const content = { subject, body: 'Bună', simplify: false, taskType: 'call', dueDays: 0 }
    const input = { id: '', product: f.product, kind, name: subject, content }
    return (await rpc<{ template: { id: string } }>('SaveTemplate', input)).template.id
  }
  const step = (kind: string, delay: number, of: string) => ({
    id: '',
    sequence: '',
    position: 0,
    kind,
    timing: { delay, unit: 'days', sync: 'any', weekdays: [], from: '' },
    anchor: 'step',
    template: of,
    purpose: 'service',
  })
  const letter = await template('email', 'Your offer')
  const call = await template('task', 'Call the client')
  const conditions = [
    { subject: 'status', field: '', op: 'is', values: [f.statuses['Offer sent']] },
  ]
  const { filter } = await rpc<{ filter: { id: string } }>('SaveFilter', {
    product: f.product,
    name: 'Offer sent',
    tree: { any: false, conditions, groups: [] },
  })
  const { sequence } = await rpc<{ sequence: { id: string } }>('SaveSequence', {
    product: f.product,
    name: 'Offer follow-up',
    filter: filter.id,
    reentry: 'once',
    steps: [
      step('email_client', 0, letter),
      step('task_user', 0, call),
      step('email_client', 5, letter),
    ],
  })
  await rpc('Activate', { id: sequence.id, scope: 'new', midway: 'keep', confirm: 0 })
  return sequence.id
}

/** The client that was made from docs/openapi.json, with a token. */
async function program(stepwise: Stepwise, rpc: <T>(method: string, input: unknown) => Promise<T>) {
  const scopes = ['cards.write', 'tasks.write', 'sequences.run', 'messages.read']
  const { secret } = await rpc<{ secret: string }>('AddToken', { name: 'Shop', scopes, days: 30 })
  return createClient({ baseUrl: `${stepwise.address}/api/v1`, auth: secret, throwOnError: true })
}

test('a client made from the OpenAPI document does the main job', async ({
  signedIn: page,
  stepwise,
}) => {
  const f = await setUp(page, stepwise)
  const rpc = <T>(method: string, input: unknown) => stepwise.rpc<T>(page, method, input)
  const sequence = await automation(rpc, f)
  const client = await program(stepwise, rpc)
  const throwOnError = true as const

  const products = (await productList({ client, throwOnError })).data
  expect(products.items?.map((p) => p.id)).toEqual([f.product])
  const body = {
    product: f.product,
    name: 'Villa Nord',
    status: 'Offer sent',
    owner: 'ana@atelier.example',
    contact: { first_name: 'Ștefan', last_name: 'Pop', emails: ['stefan@client.example'] },
  }
  const headers = { 'Idempotency-Key': 'order 17' }
  const card = (await cardCreate({ client, throwOnError, body, headers })).data
  expect(card.effects?.map((e) => e.text)).toEqual([expect.stringContaining('Offer follow-up')])
  const again = (await cardCreate({ client, throwOnError, body, headers })).data
  expect(again.id).toBe(card.id)

  const running = (
    await sequenceCards({ client, throwOnError, path: { id: sequence }, query: { state: 'live' } })
  ).data
  expect(running.items?.map((c) => c.card)).toEqual([card.id])
  const forecast = (
    await forecastStart({ client, throwOnError, path: { id: sequence }, body: { days: 30 } })
  ).data
  expect(forecast.scopes?.[0]).toMatchObject({ scope: 'now', cards: 1 })

  const tasks = async () =>
    (await taskList({ client, throwOnError, query: { card: card.id } })).data.items ?? []
  await expect.poll(async () => (await tasks()).map((k) => k.title)).toEqual(['Call the client'])
  for (const k of await tasks()) await taskDone({ client, throwOnError, path: { id: k.id } })
  expect(await tasks()).toEqual([])

  const messages = async () =>
    (await messageList({ client, throwOnError, query: { card: card.id } })).data.items ?? []
  const [message] = await messages()
  expect(message?.state).toBe('held') // a new workspace is in test mode
  const id = message?.id ?? ''
  const whole = (await messageGet({ client, throwOnError, path: { id } })).data
  expect(whole).toMatchObject({ subject: 'Your offer', to: 'stefan@client.example' })
  expect(whole.story?.length).toBeGreaterThan(0)

  const path = { id: sequence, card: card.id }
  expect((await sequenceStop({ client, throwOnError, path })).data.state).toBe('stopped')
  const after = (await cardGet({ client, throwOnError, path: { id: card.id } })).data
  expect(after.coming).toEqual([])
  expect((await messages()).map((m) => m.state)).toEqual(['cancelled'])
})
