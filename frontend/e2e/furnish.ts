import type { Page } from '@playwright/test'
import type { Sinks } from './sinks'
import type { Stepwise } from './stepwise'

/** A workspace that is set up, made by operations: for stories that begin later than the first run. */
export interface Furnished {
  product: string
  me: string
  /** The ids of the statuses by name. */
  statuses: Record<string, string>
}

interface Workspace {
  me: { id: string }
  products: { product: { id: string }; statuses: { id: string; name: string }[] }[]
}

/** Answers the first run and opens the application; with sample data the demonstration business is there. */
export async function setUp(page: Page, stepwise: Stepwise, options = {}): Promise<Furnished> {
  const ws = await stepwise.rpc<Workspace>(page, 'SetUpWorkspace', {
    name: 'Ana Ionescu',
    email: 'ana@atelier.example',
    company: 'Atelier Nord',
    country: 'RO',
    zone: 'Europe/Bucharest',
    language: 'en',
    sample: false,
    ...options,
  })
  await page.goto(stepwise.address)
  await page.waitForURL('**/cards')
  await page.locator('main h1').waitFor() // the screens have come, and go nowhere by themselves
  const [first] = ws.products
  if (!first) throw new Error('a new workspace has a product')
  const statuses = Object.fromEntries(first.statuses.map((s) => [s.name, s.id]))
  return { product: first.product.id, me: ws.me.id, statuses }
}

/** A new card of a person with an email address. */
export async function addCard(
  page: Page,
  s: Stepwise,
  f: Furnished,
  email: string,
  status: string,
) {
  const saved = await s.rpc<{ card: { card: { id: string } } }>(page, 'SaveCard', {
    id: '',
    revision: 0,
    product: f.product,
    name: `Card of ${email}`,
    status: f.statuses[status],
    owner: f.me,
    fields: {},
    contact: { firstName: 'Ștefan', lastName: 'Pop', company: '', emails: [email], phones: [] },
  })
  return saved.card.card.id
}

/** An account for the mail server of the story, and test mode off. */
export async function letSend(page: Page, s: Stepwise, sinks: Sinks, user = '', secret = '') {
  await s.rpc(page, 'SaveAccount', {
    id: '',
    kind: 'smtp',
    name: 'Office',
    smtp: {
      host: '127.0.0.1',
      port: sinks.smtp,
      tls: 'none',
      user,
      auth: user ? 'auto' : 'none',
      fromName: 'Atelier Nord',
      fromEmail: 'office@atelier.example',
      caFile: '',
    },
    gateway: null,
    secret: secret || null,
  })
  await s.rpc(page, 'SetTestMode', { on: false, held: 'discard' })
}

/** The inactive automation "Offer follow-up" for the status "Offer sent", with these emails as steps. */
export async function addAutomation(page: Page, s: Stepwise, f: Furnished, names: string[]) {
  const templates: string[] = []
  for (const name of names) templates.push(await addTemplate(page, s, f, name))
  return automate(page, s, f, templates)
}

/** The inactive automation "Offer follow-up" for the status "Offer sent", of these templates of emails. */
export async function automate(
  page: Page,
  s: Stepwise,
  f: Furnished,
  templates: string[],
  purpose: 'marketing' | 'service' = 'service',
) {
  const made = await s.rpc<{ filter: { id: string } }>(page, 'SaveFilter', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Offer sent',
    tree: {
      any: false,
      conditions: [{ subject: 'status', field: '', op: 'is', values: [f.statuses['Offer sent']] }],
      groups: [],
    },
  })
  const steps = templates.map((template, i) => emailStep(template, i === 0 ? 0 : 2, purpose))
  const saved = await s.rpc<{ sequence: { id: string } }>(page, 'SaveSequence', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Offer follow-up',
    description: '',
    folder: '',
    filter: made.filter.id,
    reentry: 'once',
    reentryDays: 0,
    runToEnd: false,
    fallback: '',
    steps,
  })
  return saved.sequence.id
}

async function addTemplate(page: Page, s: Stepwise, f: Furnished, name: string) {
  const content = { subject: name, body: 'Bună', simplify: false, taskType: 'call', dueDays: 0 }
  const made = await s.rpc<{ template: { id: string } }>(page, 'SaveTemplate', {
    id: '',
    product: f.product,
    kind: 'email',
    name,
    content,
  })
  return made.template.id
}

function emailStep(template: string, delay: number, purpose: 'marketing' | 'service') {
  return {
    id: '',
    sequence: '',
    position: 0,
    kind: 'email_client',
    timing: { delay, unit: 'days', sync: 'any', weekdays: [], from: '' },
    template,
    templateB: '',
    assignee: '',
    sender: '',
    purpose,
    lateness: 0,
    disabled: false,
    onlyIf: null,
  }
}

/** Opens a screen by its address, as from a bookmark. */
export async function visit(page: Page, stepwise: Stepwise, path: string) {
  await page.goto(`${stepwise.address}/#${path}`)
}
