import { EventsOnMultiple } from '@wails/runtime/runtime'

/** Things of one noun changed; `'*'` in ids is all of them, noun `'*'` everything. */
export interface ChangeEvent {
  noun: string
  ids: string[]
}

/** Hears what changed, in the window and in a browser alike. Returns how to stop. */
export function onEvent(handler: (event: ChangeEvent) => void): () => void {
  return EventsOnMultiple('changed', handler, -1)
}

/** Hears that the window's cross was clicked; only in the window. Returns how to stop. */
export function onLeave(handler: () => void): () => void {
  return EventsOnMultiple('leave', handler, -1)
}
