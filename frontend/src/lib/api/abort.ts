let current: AbortSignal | undefined

/** Asks the backend something that may be given up: in a browser the request ends with the signal. */
export function abortable<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  current = signal
  try {
    return ask()
  } finally {
    current = undefined
  }
}

/** The signal of what is being asked right now. */
export function signalOfNow(): AbortSignal | undefined {
  return current
}
