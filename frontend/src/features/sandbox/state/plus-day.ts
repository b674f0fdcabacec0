import { momentOf, wallOf } from '@/lib/format/wall'

/** The same time on the wall a day later, whatever the clocks do in between. */
export function plusDay(at: number, zone: string): number {
  const [day = '', time = ''] = wallOf(at, zone).split(' ')
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return momentOf(`${next} ${time}`, zone) ?? at + 86_400_000
}
