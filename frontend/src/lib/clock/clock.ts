import { useSyncExternalStore } from 'react'

// The product's clock is the server's: "in 12 min" must agree with what the engine will do, also when
// this computer's clock is wrong or a test moved the engine's.
let offset = 0
let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function tell() {
  now = Date.now() + offset
  for (const l of listeners) l()
}

/** Sets the clock to what the server says, in milliseconds UTC. */
export function setServerNow(ms: number) {
  if (ms <= 0) return
  offset = ms - Date.now()
  tell()
}

/** The server's time in milliseconds UTC. */
export function serverNow(): number {
  return Date.now() + offset
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(tell, 20_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The server's time, fresh every 20 seconds; all users of it render together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
