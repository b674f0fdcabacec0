/** A row of a list that is edited as a whole: its own key, because a new one has no id yet. */
export type Keyed<T> = T & { key: string }

/** The rows of a saved list; the key is the id. */
export function keyed<T extends { id: string }>(rows: T[]): Keyed<T>[] {
  return rows.map((row) => ({ ...row, key: row.id }))
}

/** A key for a new row that no other row has. */
export function newKey(rows: { key: string }[]): string {
  const numbers = rows.map((r) => Number(/^new-(\d+)$/.exec(r.key)?.[1] ?? 0))
  return `new-${Math.max(0, ...numbers) + 1}`
}

/** The rows as they are saved: in order, numbered from 1, without their keys. */
export function unkeyed<T extends { position: number }>(rows: Keyed<T>[]): T[] {
  return rows.map(({ key: _, ...row }, i) => ({ ...(row as unknown as T), position: i + 1 }))
}

/** The list with one row changed. */
export function edited<T>(rows: Keyed<T>[], key: string, part: Partial<T>): Keyed<T>[] {
  return rows.map((row) => (row.key === key ? { ...row, ...part } : row))
}
