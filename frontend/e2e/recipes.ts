import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { at } from './clock'
import type { Stepwise } from './stepwise'

/** A condition and a group as the recipes write them: everything by its name. */
export interface NamedCondition {
  subject: string
  field?: string
  op: string
  values: string[]
}
export interface NamedGroup {
  any: boolean
  conditions: NamedCondition[]
  groups: NamedGroup[]
}

interface RecipeCard {
  name: string
  status: string
  from?: string
  since?: string
  modified?: string
  fields?: Record<string, string | number | boolean>
  client?: { name: string; email?: string; phone?: string }
  tasks?: { type: string; due?: string; done?: string }[]
  messages?: { template: string; at?: string; state?: string }[]
  matches: string[]
}

export interface Recipe {
  recipe: number
  name: string
  statuses: { name: string; group: string }[]
  fields: { name: string; type: string; choices?: string[]; currency?: string }[]
  templates?: { name: string; kind: string }[]
  links?: string[]
  filters: { name: string; tree: NamedGroup }[]
  cards: RecipeCard[]
}

interface Book {
  now: string
  recipes: Recipe[]
}

const file = new URL('../../backend/filter/testdata/recipes.json', import.meta.url)

/** The eighteen recipes, with the moment at which their cards match. */
export const book: Book = JSON.parse(readFileSync(file, 'utf8'))

/** A civil time of the recipes, "2026-11-26 10:00", as an instant. */
export function momentOf(text: string): number {
  const [day = '', clock = '00:00'] = text.split(' ')
  return at(day, 0, clock)
}

/** The ids of a recipe's names in its product. */
export interface Made {
  product: string
  status: Record<string, string>
  field: Record<string, string>
  choice: Record<string, string>
  template: Record<string, string>
  link: Record<string, string>
}

interface Named {
  id: string
  name: string
}
interface ProductView {
  product: Named
  statuses: Named[]
  fields: (Named & { choices: Named[] | null })[]
}

const ids = (list: Named[]) => Object.fromEntries(list.map((x) => [x.name, x.id]))

/** Makes a product of a recipe: its statuses, fields and templates. */
export async function makeProduct(page: Page, s: Stepwise, r: Recipe): Promise<Made> {
  const { product } = await s.rpc<ProductView>(page, 'AddProduct', { name: r.name, copy: '' })
  const colors = ['blue', 'teal', 'violet', 'orange', 'green', 'red', 'gray']
  const statuses = r.statuses.map((st, i) => ({
    id: '',
    ...st,
    color: colors[i % colors.length],
  }))
  await s.rpc(page, 'SaveStatuses', { product: product.id, statuses })
  const fields = r.fields.map((f) => ({
    ...f,
    id: '',
    choices: (f.choices ?? []).map((name) => ({ id: '', name })),
  }))
  const view = await s.rpc<ProductView>(page, 'SaveFields', { product: product.id, fields })
  const template: Record<string, string> = {}
  for (const { name, kind } of r.templates ?? []) {
    const content = { subject: name, body: 'Bună', simplify: false, taskType: 'call', dueDays: 0 }
    const draft = { id: '', product: product.id, kind, name, content }
    const made = await s.rpc<{ template: Named }>(page, 'SaveTemplate', draft)
    template[name] = made.template.id
  }
  return {
    link: await makeLinks(page, s, product.id, r.links ?? []),
    product: product.id,
    status: ids(view.statuses),
    field: ids(view.fields),
    choice: ids(view.fields.flatMap((f) => f.choices ?? [])),
    template,
  }
}

/** Links that lead on to pages of the business. */
async function makeLinks(page: Page, s: Stepwise, product: string, names: string[]) {
  const link: Record<string, string> = {}
  for (const name of names) {
    const made = await s.rpc<{ link: Named }>(page, 'SaveLink', {
      id: '',
      product,
      name,
      slug: '',
      label: '',
      kind: 'open',
      change: null,
      question: '',
      thanks: '',
      target: 'https://atelier.example/',
      days: 0,
    })
    link[name] = made.link.id
  }
  return link
}

/** A card that the story can make, and the moment at which it is made. */
export interface Plan {
  recipe: Recipe
  made: Made
  card: RecipeCard
  when: number
}

/** The cards of a recipe that can be made by operations: not those that were written to. */
export function plansOf(recipe: Recipe, made: Made): Plan[] {
  const now = momentOf(book.now)
  const day = 24 * 3600_000
  return recipe.cards
    .filter((card) => (card.messages ?? []).length === 0)
    .map((card) => {
      const told = card.modified ?? card.since
      return { recipe, made, card, when: told ? momentOf(told) : now - day }
    })
}

let phones = 100_000

/** Makes one of the cards, as of the moment that the clock shows. */
export async function makeCard(page: Page, s: Stepwise, { recipe, made, card }: Plan) {
  const { client } = card
  const n = phones++
  const fields: Record<string, unknown> = {}
  const files: string[] = []
  for (const [name, value] of Object.entries(card.fields ?? {})) {
    const type = recipe.fields.find((f) => f.name === name)?.type
    const id = made.field[name] ?? ''
    if (type === 'choice') fields[id] = made.choice[String(value)]
    else if (type === 'datetime') fields[id] = momentOf(String(value))
    else if (type === 'file') files.push(id)
    else fields[id] = value
  }
  const draft = {
    id: '',
    revision: 0,
    product: made.product,
    name: card.name,
    status: made.status[card.from ?? card.status],
    owner: '',
    fields,
    contact: {
      firstName: client ? 'Ana' : '',
      lastName: client ? `Ionescu ${n}` : '',
      company: '',
      emails: client?.email ? [`ana${n}@client.example`] : [],
      phones: client?.phone ? [`0721${n}`] : [],
    },
  }
  type Saved = { card: { card: { id: string; revision: number; contact: string } } }
  let saved = (await s.rpc<Saved>(page, 'SaveCard', draft)).card.card
  const id = saved.id
  for (const field of files) {
    const content = Buffer.from('a contract').toString('base64')
    const name = 'contract.pdf'
    const added = await s.rpc<{ file: { id: string } }>(page, 'AddFile', {
      card: id,
      name,
      content,
    })
    fields[field] = added.file.id
  }
  if (card.from || files.length > 0) {
    const next = { ...draft, id, revision: saved.revision, status: made.status[card.status] }
    saved = (await s.rpc<Saved>(page, 'SaveCard', next)).card.card
  }
  if (client?.email && client.email !== 'active') {
    await setConsent(page, s, saved.contact, client.email)
  }
  for (const task of card.tasks ?? []) {
    await makeTask(page, s, id, task)
  }
  return id
}

async function setConsent(page: Page, s: Stepwise, contact: string, consent: string) {
  type View = { contact: { addresses: { id: string; channel: string }[] } }
  const { contact: view } = await s.rpc<View>(page, 'GetContact', { id: contact })
  const address = view.addresses.find((a) => a.channel === 'email')?.id
  await s.rpc(page, 'SetConsent', { address, consent, note: '' })
}

type Task = { type: string; due?: string; done?: string }

async function makeTask(page: Page, s: Stepwise, card: string, task: Task) {
  const draft = { id: '', card, type: task.type, title: task.type, due: task.due ?? '' }
  const row = await s.rpc<{ task: { id: string } }>(page, 'SaveTask', draft)
  if (task.done) await s.rpc(page, 'SetTaskDone', { id: row.task.id, done: true })
}

/** A recipe's tree with ids for names, as the editor saves it: the group of which any holds first. */
export function treeOf(group: NamedGroup, made: Made): unknown {
  const id = ({ subject, field }: NamedCondition, value: string) => {
    if (subject === 'status') return made.status[value] ?? value
    if (subject === 'messages') return made.link[value] ?? made.template[value] ?? value
    return field ? (made.choice[value] ?? value) : value
  }
  return {
    any: group.any,
    conditions: group.conditions.map((c) => ({
      subject: c.subject,
      field: c.field ? made.field[c.field] : '',
      op: c.op,
      values: c.values.map((v) => id(c, v)),
    })),
    groups: group.groups.map((g) => treeOf(g, made)),
  }
}
