import type { Problem } from '@/lib/api/client'
import { fieldAt } from './sections'

/** The problems of the field at an index, with their paths inside the field. */
export function problemsOfField(problems: readonly Problem[], index: number): Problem[] {
  const start = `fields[${index}]`
  return problems
    .filter(({ path }) => fieldAt(path) === index)
    .map((p) => ({ ...p, path: p.path === start ? 'source' : p.path.slice(start.length + 1) }))
}

/** The problems that are not of any one field. */
export function problemsOfForm(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ path }) => fieldAt(path) === undefined)
}
