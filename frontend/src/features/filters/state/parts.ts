import type { Clip } from './clip'
import type { Branch, Form, Row } from './form'
import { allRows, height, mostConditions, mostDepth } from './places'

/** Rows and groups that are taken out, copied or put somewhere together. */
export interface Part {
  rows: Row[]
  groups: Branch[]
}

/** The row or the group of a key in a branch. */
export function partOf(branch: Branch, key: string): Part {
  return {
    rows: branch.rows.filter((r) => r.key === key),
    groups: branch.groups.filter((g) => g.key === key),
  }
}

/** How many conditions a part holds. */
export function countOf({ rows, groups }: Part): number {
  return rows.length + groups.reduce((n, g) => n + countOf(g), 0)
}

/** Whether anything in a part was chosen. */
export function asksSomething({ rows, groups }: Part): boolean {
  return rows.some((r) => r.subject !== '') || groups.some(asksSomething)
}

/** Whether what was copied fits into a branch that lies so deep. */
export function fits(form: Form, depth: number, clip: Clip, product: string): boolean {
  return (
    clip.product === product &&
    allRows(form).length + countOf(clip) <= mostConditions &&
    depth + Math.max(0, ...clip.groups.map(height)) <= mostDepth
  )
}
