import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { z } from 'zod'

/** A text among the choices of a view: "" where the address has none. (It parses "123" as a number.) */
export const text = z.preprocess((v) => (v == null ? '' : String(v)), z.string())

/** A yes or no among the choices of a view. */
export const flag = z.coerce.boolean().catch(false)

/** A parameter of the address, "" where the page has none of that name. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>
  return params[name] ?? ''
}

/** Goes to a path of `paths`, with view choices if wanted. */
export function useGo(): (to: string, search?: Record<string, unknown>) => void {
  const navigate = useNavigate()
  return useCallback((to, search) => void navigate({ to, search: search as never }), [navigate])
}

/** Goes on from something that is gone, without asking: there is nothing left that could be saved. */
export function useGoFromGone(): (to: string) => void {
  const navigate = useNavigate()
  return useCallback((to) => void navigate({ to, ignoreBlocker: true }), [navigate])
}

/**
 * The choices of a view (search, sort, what is open), kept in the address. What the schema does not
 * know or refuses falls back to its defaults, so give every key a `.catch(…)`.
 */
export function useView<S extends z.ZodType<Record<string, unknown>>>(
  schema: S,
): [z.output<S>, (change: Partial<z.output<S>>) => void] {
  const raw = useLocation({ select: (l) => l.search as unknown })
  const navigate = useNavigate()
  const view = useMemo(() => schema.parse(raw), [schema, raw])
  const change = useCallback(
    (part: Partial<z.output<S>>) => {
      const search = (old: Record<string, unknown>) => tidy({ ...old, ...part })
      void navigate({ to: '.', search: search as never, replace: true })
    },
    [navigate],
  )
  return [view, change]
}

function tidy(search: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(search).filter(([, v]) => v !== undefined && v !== '' && v !== false),
  )
}
