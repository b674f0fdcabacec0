/** The numbers of a day, as far as the chart reads them. */
export interface DayNumbers {
  day: string
  seen: number
  sent: number
  quarantined: number
  cards: number
}

/** The same of a week; the day is its Monday. */
export type WeekNumbers = DayNumbers

/** The days summed up by calendar week, in their order. */
export function weeksOf(days: readonly DayNumbers[]): WeekNumbers[] {
  const weeks = new Map<string, WeekNumbers>()
  for (const one of days) {
    const monday = mondayOf(one.day)
    const week = weeks.get(monday) ?? { day: monday, seen: 0, sent: 0, quarantined: 0, cards: 0 }
    weeks.set(monday, {
      day: monday,
      seen: week.seen + one.seen,
      sent: week.sent + one.sent,
      quarantined: week.quarantined + one.quarantined,
      cards: week.cards + one.cards,
    })
  }
  return [...weeks.values()]
}

/** The Monday of a day's week, "2026-11-23". */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

/** What a week's column is made of, from below. */
export const weekParts = ['cards', 'quarantined', 'other'] as const

/** What made cards, what is or was kept apart, and the rest. */
export function partsOfWeek({ sent, cards, quarantined }: WeekNumbers) {
  const made = Math.min(cards, sent)
  const kept = Math.min(quarantined, sent - made)
  return { cards: made, quarantined: kept, other: sent - made - kept }
}
