import type { merge } from '@wails/go/models'

/** A variable with its words in the reader's language. */
export interface Variable {
  path: string
  label: string
  group: string
  /** What it shows on a card; "" where that has no value. */
  sample: string
}

/** How a variable stands in a text. */
export function written(path: string): string {
  return `{{${path}}}`
}

/** A group of variables that a search found. */
export type VariableGroup = [name: string, list: Variable[]]

/** The variables that a search finds, in their groups; marks on letters do not matter. */
export function findVariables(all: Variable[], search: string): VariableGroup[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  const found = new Map<string, Variable[]>()
  for (const v of all) {
    const text = plain(`${v.label} ${v.group} ${v.path.replace(/[._]/g, ' ')} ${v.path}`)
    if (!words.every((word) => text.includes(word))) continue
    found.set(v.group, [...(found.get(v.group) ?? []), v])
  }
  return [...found]
}

/** The groups with those that were chosen last before them. */
export function withRecent(all: Variable[], recent: string[], name: string): VariableGroup[] {
  const list = recent.flatMap((path) => all.find((v) => v.path === path) ?? [])
  const groups = findVariables(all, '')
  return list.length > 0 ? [[name, list], ...groups] : groups
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The word for a path, as far as there is one. */
export function labelOf(path: string, fields: merge.Field[], say: (f: merge.Field) => string) {
  const field = fields.find((f) => f.path === path)
  return field ? say(field) : path
}
