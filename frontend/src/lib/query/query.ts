import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from '@/lib/api/client'
import { type ChangeEvent, onEvent } from '@/lib/api/events'

declare module '@tanstack/react-query' {
  interface Register {
    /** `nouns`: besides the first part of its key, what a query's answer depends on. */
    queryMeta: { nouns?: string[] }
  }
}

/** Whether a change of a noun makes a query's answer old: its key begins with the noun, or its meta names it. */
export function dependsOn(noun: string, key: readonly unknown[], nouns: string[] = []): boolean {
  return noun === '*' || key[0] === noun || nouns.includes(noun)
}

/** A client whose queries ask again when the backend says that their noun changed. */
export function makeQueries(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache(),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && error.code === 'unavailable',
      },
      mutations: { networkMode: 'always' },
    },
  })
}

// A bulk job tells of changes many times a second; the screen needs a few.
const pause = 300

/** Makes queries old as events come; returns how to stop. */
export function followEvents(queries: QueryClient): () => void {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const nouns = [...waiting]
    waiting.clear()
    void queries.invalidateQueries({
      predicate: (q) => nouns.some((noun) => dependsOn(noun, q.queryKey, q.meta?.nouns)),
    })
  }
  const stop = onEvent((event: ChangeEvent) => {
    waiting.add(event.noun)
    timer ??= setTimeout(flush, pause)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
