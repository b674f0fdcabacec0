import * as bindings from '@wails/go/main/App'

/** A sentence to come: a key of the locale files and what to fill in. */
export interface Phrase {
  key: string
  args?: Record<string, unknown>
}

/** One thing wrong with an input, and where: "steps[2].timing.delay". */
export interface Problem extends Phrase {
  path: string
}

export type ErrorCode =
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'forbidden'
  | 'unavailable'
  | 'internal'

/** What every failed operation rejects with; `say(error)` is its sentence. */
export class ApiError extends Error implements Phrase {
  readonly code: ErrorCode
  readonly key: string
  readonly args: Record<string, unknown>
  readonly ref: string
  readonly problems: Problem[]

  constructor(parts: Partial<ApiError>) {
    super(parts.key ?? 'error.internal')
    this.name = 'ApiError'
    this.code = parts.code ?? 'internal'
    this.key = parts.key ?? 'error.internal'
    this.args = parts.args ?? {}
    this.ref = parts.ref ?? ''
    this.problems = parts.problems ?? []
  }

  /** The problems of an input field and of everything below it. */
  at(path: string): Problem[] {
    return this.problems.filter(
      (p) => p.path === path || p.path.startsWith(`${path}.`) || p.path.startsWith(`${path}[`),
    )
  }
}

/** Reads what a binding rejected with. Text that is not ours is an internal error. */
export function toApiError(reason: unknown): ApiError {
  if (reason instanceof ApiError) return reason
  const text = reason instanceof Error ? reason.message : String(reason)
  try {
    const parts: unknown = JSON.parse(text)
    if (parts !== null && typeof parts === 'object' && 'code' in parts && 'key' in parts) {
      return new ApiError(parts as Partial<ApiError>)
    }
  } catch {
    // not JSON
  }
  const error = new ApiError({ args: { ref: text } })
  error.cause = reason
  return error
}

/** Waits for an operation; it rejects with an ApiError and nothing else. */
export async function call<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation()
  } catch (reason) {
    throw toApiError(reason)
  }
}

type Bindings = typeof bindings

/** The operations of the backend, each with `call` around it. */
export const backend: Bindings = new Proxy({} as Bindings, {
  get(_, name: string) {
    const operation = bindings[name as keyof Bindings] as (...a: unknown[]) => Promise<unknown>
    return (...args: unknown[]) => call(() => operation(...args))
  },
})
