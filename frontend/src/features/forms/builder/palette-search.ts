import type { Target } from '../targets'

const start = 'add:'

/** The id of an entry of the palette while it is dragged. */
export const paletteId = (target: string) => start + target

/** What an entry of the palette asks for; undefined for what is dragged otherwise. */
export const targetOf = (id: string) => (id.startsWith(start) ? id.slice(start.length) : undefined)

/** The entries whose names have all the words, whatever their case and marks. */
export function searched(targets: Target[], search: string): Target[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  return targets.filter(({ name }) => words.every((word) => plain(name).includes(word)))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
