const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

/** Runs a few at a time, so that what is asked meanwhile need not wait for all of them. */
export async function inTurn<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
  else running++
  try {
    signal.throwIfAborted()
    return await ask()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
