import { plusDay } from './plus-day'

const hour = 3600_000
/** How far a copy's clock goes, in days. */
const farthest = 400

/** A way to move the clock: to where, or undefined where it cannot go. */
export interface Move {
  key: 'hour' | 'day' | 'next'
  to: number | undefined
}

/** Where the clock can go from now on; nothing leads beyond its end. */
export function movesOf(at: { start: number; now: number; next: number }, zone: string): Move[] {
  const end = lastMoment(at.start)
  const within = (to: number) => (to > at.now && to <= end ? to : undefined)
  return [
    { key: 'hour', to: within(at.now + hour) },
    { key: 'day', to: within(plusDay(at.now, zone)) },
    { key: 'next', to: at.next > 0 ? within(at.next) : undefined },
  ]
}

/** The last moment that a copy's clock can reach. */
export function lastMoment(start: number): number {
  return start + farthest * 24 * hour
}
