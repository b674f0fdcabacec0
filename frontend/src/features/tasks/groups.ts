import type { api } from '@wails/go/models'
import type { Group } from './api'

/** The groups of open tasks, in their order; which one a task is in, the backend says. */
export const groups: Group[] = ['overdue', 'today', 'tomorrow', 'week', 'later', 'undated']

/** One line of the list: the head of a group, or a task. */
export type Line =
  | { head: Group | 'done'; count: number }
  | { row: api.TaskRow; at: number; head?: undefined }

/** The rows with heads between their groups. They come in the groups' order. */
export function linesOf(
  rows: api.TaskRow[],
  done: boolean,
  counts: Record<string, number>,
): Line[] {
  const lines: Line[] = []
  let last = ''
  rows.forEach((row, at) => {
    const head = done ? 'done' : row.group
    if (head !== last) lines.push({ head, count: counts[head] ?? 0 })
    last = head
    lines.push({ row, at })
  })
  return lines
}

/** What has the focus after rows leave: the next one that stays, or the one before. */
export function focusAfter(ids: string[], gone: string[]): string | undefined {
  const first = ids.findIndex((id) => gone.includes(id))
  const stays = (id: string) => !gone.includes(id)
  return ids.slice(Math.max(first, 0)).find(stays) ?? ids.filter(stays).at(-1)
}
