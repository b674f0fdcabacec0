import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from '@playwright/test'
import { type Furnished, letSend, setUp } from './furnish'
import { goTo, picture, told } from './hands'
import { barriers, tooNarrow } from './look'
import { partsOf } from './mail'
import { openPublicSide } from './public-side'
import { type Sinks, test } from './sinks'
import { expect, type Stepwise } from './stepwise'

// The whole way of a lead: a form on somebody's plain HTML page, the card, the
// automation, its email, the click on a link in it, and the end of the automation.

test('a form on a plain page starts an automation, and the link in its email ends it', async ({
  signedIn: page,
  stepwise,
  sinks,
  browser,
}) => {
  const f = await setUp(page, stepwise)
  await letSend(page, stepwise, sinks)
  await openPublicSide(page, stepwise)

  // Made and put on a page, as somebody who sees it for the first time.
  await goTo(page, 'Forms')
  await page.getByText('Make the first form').click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ask for an offer')
  await page.getByRole('button', { name: 'Save' }).click()
  await told(page, '“Ask for an offer” saved')
  await page.getByRole('button', { name: 'Put it on your site' }).click()
  const snippet = await page.getByRole('region', { name: 'Plain HTML' }).locator('pre').innerText()
  await picture(page, 'form-embed')
  const { rows } = await stepwise.rpc<Forms>(page, 'ListForms', { product: f.product })
  const site = await website(snippet)
  const sequence = await automate(page, stepwise, f, rows[0]?.form.id ?? '')
  const stands = () => lives(page, stepwise, f, sequence)

  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'en-GB',
  })
  try {
    await sendIn(phone, site.address)
    await expect.poll(async () => (await sinks.emails()).length).toBe(1)
    expect(await stands()).toEqual({ status: f.statuses['New lead'], state: 'waiting' })
    const reply = await linkIn(sinks)

    // A scanner of mails comes first, twice, and nothing happens.
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) await fetch(reply, { method })
    expect(await stands()).toEqual({ status: f.statuses['New lead'], state: 'waiting' })

    const theirs = await phone.newPage()
    await theirs.goto(reply)
    expect(await barriers(theirs)).toEqual([])
    await picture(theirs, 'link-page')
    await theirs.getByRole('button', { name: 'Yes, call me' }).click()
    await expect(theirs.getByText('We will call you today.')).toBeVisible()
    await picture(theirs, 'link-thanks')
    await expect.poll(stands).toEqual({ status: f.statuses.Contacted, state: 'left' })
  } finally {
    await phone.close()
    await site.close()
  }
})

interface Forms {
  rows: { form: { id: string } }[]
}

/** Somebody's website: one plain page with the snippet in it. */
async function website(snippet: string) {
  const html = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Atelier Nord</title><h1>Atelier Nord</h1>${snippet}`
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(html)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((done) => server.close(done)),
  }
}

/** An active automation for who sends in the form: an email with a link now, another one in three days. */
async function automate(page: Page, s: Stepwise, f: Furnished, form: string) {
  const change = {
    status: f.statuses.Contacted,
    owner: '',
    clearOwner: false,
    fields: [],
    addTags: [],
    removeTags: [],
  }
  await s.rpc(page, 'SaveLink', {
    id: '',
    product: f.product,
    name: 'Call me',
    slug: 'call_me',
    label: 'Yes, call me',
    kind: 'change',
    change,
    question: 'Shall we call you?',
    thanks: 'We will call you today.',
    target: '',
    days: 30,
  })
  const conditions = [
    { subject: 'created', field: '', op: 'by_form', values: [form] },
    { subject: 'status', field: '', op: 'is', values: [f.statuses['New lead']] },
  ]
  const { filter } = await s.rpc<{ filter: { id: string } }>(page, 'SaveFilter', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'New from the form',
    tree: { any: false, conditions, groups: [] },
  })
  const steps = [
    emailStep(await template(page, s, f, 'Thank you'), 0),
    emailStep(await template(page, s, f, 'Still interested?'), 3),
  ]
  const { sequence } = await s.rpc<{ sequence: { id: string } }>(page, 'SaveSequence', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Web lead',
    description: '',
    folder: '',
    filter: filter.id,
    reentry: 'once',
    reentryDays: 0,
    runToEnd: false,
    fallback: '',
    steps,
  })
  await s.rpc(page, 'Activate', { id: sequence.id, scope: 'new', midway: '' })
  return sequence.id
}

async function template(page: Page, s: Stepwise, f: Furnished, subject: string) {
  const body = 'Bună {{contact.name}}, shall we call you? {{link.call_me}}'
  const made = await s.rpc<{ template: { id: string } }>(page, 'SaveTemplate', {
    id: '',
    product: f.product,
    kind: 'email',
    name: subject,
    content: { subject, body, simplify: false, taskType: 'call', dueDays: 0 },
  })
  return made.template.id
}

function emailStep(id: string, delay: number) {
  return {
    id: '',
    sequence: '',
    position: 0,
    kind: 'email_client',
    timing: { delay, unit: 'days', sync: 'any', weekdays: [], from: '' },
    template: id,
    templateB: '',
    assignee: '',
    sender: '',
    purpose: 'service',
    lateness: 0,
    disabled: false,
    onlyIf: null,
  }
}

/** A visitor fills in the form on a phone. */
async function sendIn(phone: BrowserContext, address: string) {
  const theirs = await phone.newPage()
  await theirs.goto(address)
  await theirs.getByLabel('Your name').fill('Ștefan Popa')
  await theirs.getByLabel('Email').fill('stefan@client.example')
  await picture(theirs, 'form-plain')
  await theirs.getByRole('button', { name: 'Send' }).click()
  await expect(theirs.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(await barriers(theirs)).toEqual([])
  expect((await tooNarrow(theirs))[0]).toBe(0)
  await picture(theirs, 'form-thanks')
}

/** The address of the link in the email that came. */
async function linkIn(sinks: Sinks): Promise<string> {
  const [mail] = await sinks.emails()
  const text = partsOf(mail?.raw ?? '').find((p) => p.type === 'text/plain')
  const found = /http:\/\/127\.0\.0\.1:\d+\/l\/[\w-]+/.exec(text?.content.toString('utf8') ?? '')
  if (!found) throw new Error('there is no link in the email')
  return found[0]
}

interface Lives {
  card: { status: string }
  passages: { enrolment: { sequence: string; state: string } }[]
}

/** The status of the only card, and how the automation stands for it. */
async function lives(page: Page, s: Stepwise, f: Furnished, sequence: string) {
  const { rows } = await s.rpc<{ rows: { id: string }[] }>(page, 'ListCards', {
    product: f.product,
  })
  const { card, passages } = await s.rpc<Lives>(page, 'GetCard', { id: rows[0]?.id })
  const passage = passages.find((p) => p.enrolment.sequence === sequence)
  return { status: card.status, state: passage?.enrolment.state }
}
