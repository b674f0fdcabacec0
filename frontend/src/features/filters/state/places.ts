import type { Branch, Form, Row } from './form'

/** How deep groups may be nested, and how many conditions a filter holds (RULES 2.1). */
export const mostDepth = 5
export const mostConditions = 100

/** A branch, how deep it lies in the tree that is saved, and what it lies in. */
export interface Placed {
  branch: Branch
  depth: number
  parent: Branch | undefined
  /** "2.1": the first group in the second; "" for the two lists. */
  number: string
}

/** Every branch of a form, each before those in it: the order in which they stand on the screen. */
export function branches(form: Form): Placed[] {
  const out: Placed[] = []
  let tops = 0
  const walk = (branch: Branch, depth: number, parent: Branch | undefined, number: string) => {
    out.push({ branch, depth, parent, number })
    branch.groups.forEach((group, i) => {
      const inside = number ? `${number}.${i + 1}` : String(++tops)
      walk(group, depth + 1, branch, inside)
    })
  }
  walk(form.required, 1, undefined, '')
  walk(form.optional, 2, undefined, '')
  return out
}

/** Every row of a form, in the order in which they stand on the screen. */
export function allRows(form: Form): Row[] {
  return branches(form).flatMap((p) => p.branch.rows)
}

/** How many levels a branch is: 1 without groups in it. */
export function height(branch: Branch): number {
  return 1 + Math.max(0, ...branch.groups.map(height))
}

/** The branch of a key. */
export function branchOf(form: Form, key: string): Placed | undefined {
  return branches(form).find((p) => p.branch.key === key)
}

/** The branch that holds a row or a group, and the row's place in it. */
export function holderOf(form: Form, key: string): (Placed & { at: number }) | undefined {
  for (const place of branches(form)) {
    const at = place.branch.rows.findIndex((r) => r.key === key)
    if (at >= 0) return { ...place, at }
    const group = place.branch.groups.findIndex((g) => g.key === key)
    if (group >= 0) return { ...place, at: group }
  }
  return undefined
}

/** The form with one branch changed; everything else is the same object. */
export function withBranch(form: Form, key: string, change: (branch: Branch) => Branch): Form {
  const into = (branch: Branch): Branch => {
    if (branch.key === key) return change(branch)
    const groups = branch.groups.map(into)
    return groups.some((g, i) => g !== branch.groups[i]) ? { ...branch, groups } : branch
  }
  return { ...form, required: into(form.required), optional: into(form.optional) }
}

/** The form without the groups that nothing is in any more. */
export function withoutEmpty(form: Form): Form {
  const keep = (branch: Branch): Branch => {
    const groups = branch.groups.map(keep).filter((g) => g.rows.length + g.groups.length > 0)
    const same =
      groups.length === branch.groups.length && groups.every((g, i) => g === branch.groups[i])
    return same ? branch : { ...branch, groups }
  }
  return { ...form, required: keep(form.required), optional: keep(form.optional) }
}

/** Where a row goes by one step up or down: within its branch, then into the one before or behind. */
export function neighbour(
  form: Form,
  key: string,
  step: 1 | -1,
): { to: string; at: number } | undefined {
  const here = holderOf(form, key)
  if (!here) return undefined
  const at = here.at + step
  if (at >= 0 && at < here.branch.rows.length) return { to: here.branch.key, at }
  const all = branches(form)
  const next = all[all.findIndex((p) => p.branch === here.branch) + step]?.branch
  return next && { to: next.key, at: step > 0 ? 0 : next.rows.length }
}
