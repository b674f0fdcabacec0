import type { api } from '@wails/go/models'
import { z } from 'zod'

const hit = z.object({
  noun: z.enum(['card', 'contact', 'task', 'template', 'filter', 'sequence']),
  id: z.string(),
  title: z.string(),
  below: z.string(),
  product: z.string(),
  card: z.string(),
})

/** Something that was found, with what it is. */
export type FoundHit = api.SearchHit & { noun: api.SearchGroup['noun'] }

/** How many places are remembered. */
const most = 6

const key = 'find-recent'

/** The places that were found and opened lately, the last one first. */
export function recent(): FoundHit[] {
  try {
    return z.array(hit).parse(JSON.parse(localStorage.getItem(key) ?? '[]'))
  } catch {
    return []
  }
}

/** Remembers a place that was opened. */
export function remember(found: FoundHit) {
  const others = recent().filter((r) => r.noun !== found.noun || r.id !== found.id)
  localStorage.setItem(key, JSON.stringify([found, ...others].slice(0, most)))
}
