import type { api } from '@wails/go/models'
import { ApiError } from '@/lib/api/client'

/** The places that an error names as using something; none for other errors. */
export function usesOf(error: unknown): api.Use[] {
  const uses = error instanceof ApiError ? error.args?.uses : undefined
  return Array.isArray(uses) ? (uses as api.Use[]) : []
}
