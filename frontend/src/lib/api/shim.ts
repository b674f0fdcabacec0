// In a browser there is no Wails. This puts its two globals in place, so that
// the generated bindings work there too: calls become POST /rpc/<Method>, events
// come as server-sent events. It must be the first import of main.tsx.

import { signalOfNow } from './abort'

type Handler = (...data: unknown[]) => void

interface Wails {
  go?: { main: { App: Record<string, (...args: unknown[]) => Promise<unknown>> } }
  runtime?: Record<string, unknown>
  WailsInvoke?: unknown
}

/** everything may have changed: what a browser that lost the stream assumes */
const all = { noun: '*', ids: ['*'] }

async function rpc(
  method: string,
  args: unknown[],
  onAnswer: (changes: number) => void = () => {},
): Promise<unknown> {
  let answer: { result?: unknown; error?: unknown }
  try {
    const response = await fetch(`/rpc/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
      signal: signalOfNow(),
    })
    answer = await response.json()
    if (response.status === 401) comeIn()
    const changes = response.headers.get('Stepwise-Changes')
    if (changes !== null) onAnswer(Number(changes))
  } catch {
    answer = { error: { code: 'unavailable', key: 'error.offline' } }
  }
  // As the window does it: the message of an Error is the JSON of ours.
  if (answer.error) throw new Error(JSON.stringify(answer.error))
  return answer.result
}

/** The session has ended: the server shows the way in. Once, however many ask. */
function comeIn() {
  if (leaving) return
  leaving = true
  window.location.reload()
}
let leaving = false

class Events {
  private handlers = new Map<string, Set<Handler>>()
  private source: EventSource | undefined
  private lost = false
  /** How many changes came before the stream; undefined while there is none. */
  private opened: number | undefined
  /** The fewest changes that an answer knew before the stream was there. */
  private oldest = Number.POSITIVE_INFINITY

  on = (name: string, handler: Handler, max: number) => {
    let left = max
    const counted: Handler = (...data) => {
      if (left > 0 && --left === 0) off()
      handler(...data)
    }
    const set = this.handlers.get(name) ?? new Set()
    this.handlers.set(name, set.add(counted))
    this.connect()
    const off = () => {
      set.delete(counted)
      this.rest()
    }
    return off
  }

  off = (...names: string[]) => {
    for (const name of names) this.handlers.get(name)?.clear()
    this.rest()
  }

  offAll = () => this.off(...this.handlers.keys())

  emit = (name: string, ...data: unknown[]) => {
    for (const handler of [...(this.handlers.get(name) ?? [])]) handler(...data)
  }

  /** An answer knows this many changes: what came between it and the stream nobody told. */
  answered = (changes: number) => {
    if (this.opened === undefined) this.oldest = Math.min(this.oldest, changes)
    else if (changes < this.opened) this.emit('changed', all)
  }

  private begin(changes: number) {
    this.opened = changes
    if (this.oldest < changes) this.emit('changed', all)
    this.oldest = Number.POSITIVE_INFINITY
  }

  private connect() {
    if (this.source) return
    this.lost = false
    const source = new EventSource('/events')
    this.source = source
    source.addEventListener('changed', (message) => this.emit('changed', JSON.parse(message.data)))
    source.addEventListener('opened', (message) => this.begin(Number(message.data)))
    source.onerror = () => {
      this.lost = true
      this.opened = undefined
      // The browser comes back by itself, except after an answer such as 401.
      if (source.readyState === EventSource.CLOSED) {
        this.emit('closed')
        void rpc('Version', []).catch(() => {}) // says whether the session has ended
      }
    }
    source.onopen = () => {
      if (this.lost) this.emit('changed', all)
      this.lost = false
    }
  }

  private rest() {
    if ([...this.handlers.values()].some((set) => set.size > 0)) return
    this.source?.close()
    this.source = undefined
    this.opened = undefined
  }
}

/** Puts the globals in place, unless this is the window of Wails. */
export function installShim(target: Wails = window as unknown as Wails): void {
  if (target.go || target.WailsInvoke) return
  const events = new Events()
  target.go = {
    main: {
      App: new Proxy(
        {},
        {
          get:
            (_, method: string) =>
            (...args: unknown[]) =>
              rpc(method, args, events.answered),
        },
      ),
    },
  }
  target.runtime = {
    EventsOnMultiple: events.on,
    EventsOff: events.off,
    EventsOffAll: events.offAll,
    EventsEmit: events.emit,
    BrowserOpenURL: (url: string) => window.open(url, '_blank', 'noopener'),
  }
}

installShim()
