import type { api } from '@wails/go/models'

/** When a task is due, as the list groups it. */
export const groups = ['overdue', 'today', 'later', 'undated'] as const
export type Group = (typeof groups)[number]

/** The group of a task; whether it is overdue or for today, the backend says. */
export function groupOf(row: api.TaskRow): Group {
  if (row.overdue) return 'overdue'
  if (row.today) return 'today'
  return row.task.due === '' ? 'undated' : 'later'
}

/** The rows by group, in the groups' order, without empty groups; the rows keep theirs. */
export function grouped(rows: api.TaskRow[]): [Group, api.TaskRow[]][] {
  return groups
    .map((g): [Group, api.TaskRow[]] => [g, rows.filter((r) => groupOf(r) === g)])
    .filter(([, list]) => list.length > 0)
}

/** What has the focus after a row is done: the next one, or the one before if it was the last. */
export function focusAfter(ids: string[], done: string): string | undefined {
  const i = ids.indexOf(done)
  return ids[i + 1] ?? ids[i - 1]
}
