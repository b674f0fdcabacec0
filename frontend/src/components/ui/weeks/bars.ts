/** A part of a bar: from where, and how much, in units of its whole. */
export interface Part<K extends string> {
  part: K
  from: number
  count: number
}

/** The parts of a bar one behind the other; empty ones are left out. */
export function stacked<K extends string>(
  order: readonly K[],
  counts: Readonly<Record<K, number>>,
): Part<K>[] {
  let from = 0
  return order.flatMap((part) => {
    const count = counts[part]
    const piece = { part, from, count }
    from += count
    return count > 0 ? [piece] : []
  })
}

/** A round number at or above the largest of a chart. */
export function ceiling(largest: number): number {
  if (largest <= 5) return Math.max(1, largest)
  const unit = 10 ** Math.floor(Math.log10(largest))
  const fit = [1, 2, 2.5, 5, 10].find((n) => n * unit >= largest) ?? 10
  return fit * unit
}
