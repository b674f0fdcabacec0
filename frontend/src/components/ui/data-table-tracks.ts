import type { CSSProperties } from 'react'
import type { Column } from './data-table'

/** The tracks of a table's grid, for each width at which columns leave. */
export function tracks<Row>(
  columns: Column<Row>[],
  choosing: boolean,
  height: number,
): CSSProperties {
  const of = (shown: Column<Row>[]) =>
    [...(choosing ? ['36px'] : []), ...shown.map((c) => c.width ?? 'minmax(120px, 2fr)')].join(' ')
  const narrow = [480, 640, 800, 960, 1120].map((w) => [
    `--tracks-${w}`,
    of(columns.filter((c) => !c.hideBelow || c.hideBelow < w)),
  ])
  return {
    '--row-height': `${height}px`,
    '--tracks': of(columns),
    ...Object.fromEntries(narrow),
  } as CSSProperties
}
