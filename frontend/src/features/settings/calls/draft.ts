import type { api, crm, intake } from '@wails/go/models'
import { newRoute } from '../leads/draft'

/** What a first place is usually for. */
const usual = 'contact.email'

/** The draft of a new address, or of one that is there. */
export function inletDraft(product: string, inlet?: crm.Inlet): api.SaveInletIn {
  return {
    id: inlet?.id ?? '',
    name: inlet?.name ?? '',
    active: inlet?.active ?? true,
    route: inlet?.route ?? newRoute(product),
    maps: inlet?.maps ?? [{ path: '', key: usual }],
  }
}

/** The last call whose content is still kept. */
export function lastCall(calls: api.InletCallView[]): api.InletCallView | undefined {
  return calls.find((view) => view.call.body !== '')
}

/** The mapping with one more place; one that waits for its place gets it. */
export function withPlace(maps: crm.InletMap[], path: string): crm.InletMap[] {
  const open = maps.findIndex((m) => m.path === '')
  if (open < 0) return [...maps, { path, key: '' }]
  return maps.map((m, i) => (i === open ? { ...m, path } : m))
}

/** The places of a call that the mapping doesn't take yet. */
export function spare(places: intake.Place[], maps: crm.InletMap[]): intake.Place[] {
  return places.filter((p) => p.value !== '' && !maps.some((m) => m.path === p.path))
}

/** JSON as it is read most easily; what is none stays as it is. */
export function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
