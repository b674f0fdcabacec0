import type { ClientRect, Over } from '@dnd-kit/core'
import type { Branch, Form } from './form'
import { branchOf, holderOf } from './places'

/** Where a dragged condition would land. */
export interface Landing {
  /** The branch, and the place among its rows, once the condition is taken out. */
  to: string
  at: number
  /** The place on the screen that shows it, and on which side. */
  mark: string
  side: 'before' | 'after'
}

/** Every place to drop, in the order in which they stand on the screen: the rows, and each branch's end. */
export function places(form: Form): string[] {
  const of = (branch: Branch): string[] => [
    ...branch.rows.map((r) => r.key),
    ...branch.groups.flatMap(of),
    `end:${branch.key}`,
  ]
  return [...of(form.required), ...of(form.optional)]
}

/**
 * Where a row lands that is over a place. Within its branch it takes that place; in another one it
 * goes before or behind it, by its middle.
 */
export function landingAt(
  form: Form,
  key: string,
  over: Over | null,
  rect: ClientRect | null,
): Landing | undefined {
  const mark = String(over?.id ?? '')
  const here = holderOf(form, key)
  if (!over || !here || mark === key) return undefined
  if (mark.startsWith('end:')) {
    const branch = branchOf(form, mark.slice(4))?.branch
    if (!branch) return undefined
    const at = branch.rows.length - (branch === here.branch ? 1 : 0)
    return branch === here.branch && at === here.at
      ? undefined
      : { to: branch.key, at, mark, side: 'before' }
  }
  const there = holderOf(form, mark)
  if (!there) return undefined
  if (there.branch === here.branch) {
    const side = there.at > here.at ? 'after' : 'before'
    return { to: there.branch.key, at: there.at, mark, side }
  }
  const below = rect !== null && rect.top + rect.height / 2 > over.rect.top + over.rect.height / 2
  const at = there.at + (below ? 1 : 0)
  return { to: there.branch.key, at, mark, side: below ? 'after' : 'before' }
}
