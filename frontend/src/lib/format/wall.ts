// Between moments and what a clock on the wall of a zone shows.

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the zone's clock shows at a moment: "2026-11-26 09:30". */
export function wallOf(ms: number, zone: string): string {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    clocks.set(zone, clock)
  }
  const p: Record<string, string> = {}
  for (const { type, value } of clock.formatToParts(ms)) p[type] = value
  return `${(p.year ?? '').padStart(4, '0')}-${p.month}-${p.day} ${p.hour}:${p.minute}`
}

const dayLong = 86_400_000

/**
 * The moment at which the zone's clock shows a time. One that a clock change
 * leaves out is the first moment after the gap; one that comes twice is the first.
 */
export function momentOf(wall: string, zone: string): number | null {
  const asUTC = parsed(wall)
  if (Number.isNaN(asUTC)) return null
  const offset = (ms: number) => parsed(wallOf(ms, zone)) - minute(ms)
  const before = offset(asUTC - dayLong)
  const tries = [asUTC - before, asUTC - offset(asUTC + dayLong)].sort((a, b) => a - b)
  const hit = tries.find((ms) => ms + offset(ms) === asUTC)
  if (hit !== undefined) return hit
  let [low, high] = [asUTC - dayLong, asUTC + dayLong]
  while (high - low > 60_000) {
    const middle = minute((low + high) / 2)
    if (offset(middle) === before) low = middle
    else high = middle
  }
  return high
}

// Strictly: engines read more than they should.
function parsed(wall: string): number {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(wall)
    ? Date.parse(`${wall.replace(' ', 'T')}:00Z`)
    : Number.NaN
}

function minute(ms: number): number {
  return Math.floor(ms / 60_000) * 60_000
}
