import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { choose } from './hands'
import type { NamedCondition, NamedGroup } from './recipes'
import { expect } from './stepwise'

// What a person does in the editor of filters, by what can be read there.

interface Phrase {
  key: string
  args?: Record<string, string>
}
interface Slot {
  kind: string
  label: Phrase
  options: { value: string; label: Phrase }[]
}
interface Operator {
  op: string
  label: Phrase
  slots: Slot[]
}

/** What can be asked of a product's cards, as the program lists it. */
export interface Subject {
  subject: string
  field: string
  label: Phrase
  options: { value: string; label: Phrase }[]
  ops: Operator[]
}

const file = new URL('../src/locales/en/filter.json', import.meta.url)
const words: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))

/** An English phrase about filters, as it stands on the screen. */
export function read({ key, args = {} }: Phrase): string {
  const text = words[key.replace(/^filter\./, '')] ?? key
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => args[name] ?? '')
}

/** A condition by the words of its subject, operator and values. */
export interface Asked {
  subject: string
  operator: string
  slots: { slot: Slot; values: string[] }[]
}

/** What is on the screen for a condition that is written with names. */
export function asked(c: NamedCondition, subjects: Subject[]): Asked {
  const subject = subjects.find((s) =>
    c.field ? read(s.label) === c.field : s.subject === c.subject && !s.field,
  )
  const operator = subject?.ops.find((o) => o.op === c.op)
  if (!subject || !operator) throw new Error(`${c.subject} ${c.field} ${c.op} is not offered`)
  const last = operator.slots.at(-1)
  const counts = last && ['days', 'hours'].includes(last.kind)
  const slots = operator.slots.map((slot) => {
    const mine =
      counts && slot === last ? c.values.slice(-1) : c.values.slice(0, counts ? -1 : undefined)
    const options = slot.options.length > 0 ? slot.options : subject.options
    const named = (v: string) => {
      const option = options.find((o) => o.value === v || o.label.args?.name === v)
      return option ? read(option.label) : v
    }
    return { slot, values: mine.map(named) }
  })
  return { subject: read(subject.label), operator: read(operator.label), slots }
}

/** Fills a condition in, by mouse and typing. */
export async function fill(row: Locator, want: Asked) {
  await choose(row, 'What it is about', want.subject)
  const operator = row.getByRole('combobox', { name: 'How it compares', exact: true })
  if ((await operator.inputValue()) !== want.operator) await pick(operator, want.operator)
  for (const { slot, values } of want.slots) {
    const name = read(slot.label)
    if (['days', 'hours', 'number', 'money'].includes(slot.kind)) {
      await row.getByRole('textbox', { name, exact: true }).fill(values[0] ?? '')
      continue
    }
    const input = row.getByRole('combobox', { name, exact: true })
    for (const value of values) await pick(input, value)
    await row.page().keyboard.press('Escape')
  }
}

async function pick(input: Locator, option: string) {
  await input.click()
  await input.fill(option)
  await input.page().getByRole('option', { name: option, exact: true }).first().click()
}

/** Builds a whole tree in the editor of a new filter. */
export async function build(page: Page, tree: NamedGroup, subjects: Subject[]) {
  const required = page.getByRole('region', { name: 'Required' })
  await fillList(required, 'Add a required condition', tree.conditions, subjects)
  const optional = tree.groups.find((g) => g.any)
  if (!optional) return
  const list = page.getByRole('region', { name: 'Optional' })
  await fillList(list, 'Add an optional condition', optional.conditions, subjects)
}

async function fillList(
  list: Locator,
  add: string,
  conditions: NamedCondition[],
  subjects: Subject[],
) {
  for (const [i, condition] of conditions.entries()) {
    const row = list.getByRole('group', { name: `Condition ${i + 1}`, exact: true })
    if ((await row.count()) === 0) await list.getByRole('button', { name: add }).click()
    await fill(row, asked(condition, subjects))
  }
  await expect(list.getByRole('group', { name: /^Condition \d+$/ })).toHaveCount(conditions.length)
}
