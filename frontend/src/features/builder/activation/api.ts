import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { useEffect, useState } from 'react'
import { backend } from '@/lib/api/client'
import { followJob } from '@/lib/jobs/follow'

/** Something long that the dialog waits for: how far it is, or what came out. */
export interface Awaited<Out> {
  job?: api.JobView
  out?: Out
  failed?: boolean
}

/** Starts a job when the dialog opens, follows it, and lets it be when the dialog closes. */
function useJob<Out>(
  start: () => Promise<api.JobView>,
  read: (id: string) => Promise<Out>,
  key: string,
): Awaited<Out> {
  const [state, setState] = useState<Awaited<Out>>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when it is another one
  useEffect(() => {
    if (!key) return
    let current = true
    let running = ''
    const run = async () => {
      const job = await start()
      if (!current) return backend.CancelJob({ id: job.id })
      running = job.id
      setState({ job })
      const end = await followJob(job.id, (now) => current && setState({ job: now }))
      running = ''
      if (!current) return
      if (end.state !== 'done') return setState({ failed: true })
      setState({ out: await read(job.id) })
    }
    run().catch(() => current && setState({ failed: true }))
    return () => {
      current = false
      if (running) void backend.CancelJob({ id: running }).catch(() => undefined)
    }
  }, [key])
  return state
}

/** What the engine itself says each answer would do, on a copy. */
export function useForecastOf(id: string): Awaited<api.ForecastOut> {
  return useJob(
    () => backend.StartForecast({ id, days: 0 } as unknown as api.StartForecastIn),
    (job) => backend.GetForecast({ id: job }),
    id,
  )
}

/** What each answer does to the cards midway; asked only where there are some. */
export function useReactivation(id: string, midway: boolean): Awaited<api.ReactivationOut> {
  return useJob(
    () => backend.PreviewReactivation({ id }),
    (job) => backend.GetReactivation({ id: job }),
    midway ? id : '',
  )
}

/** What would go wrong; with a forecast also for which cards. */
export function usePreflight(id: string, job: string, scope: api.ActivateIn['scope']) {
  return useQuery({
    queryKey: ['sequence', 'preflight', id, job, scope],
    queryFn: () => backend.PreflightActivation({ id, job, scope }),
    placeholderData: (last) => last,
    staleTime: 0,
    gcTime: 0,
    meta: { nouns: ['workspace', 'account', 'template', 'filter', 'user', 'product'] },
  })
}

/** The cards behind a number of a forecast. */
export function useCardsBehind(ask: Omit<api.ListForecastRowsIn, 'offset' | 'limit'>) {
  return useInfiniteQuery({
    queryKey: ['forecast', 'rows', ask],
    queryFn: ({ pageParam }) => backend.ListForecastRows({ ...ask, offset: pageParam, limit: 100 }),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => {
      const read = pages.reduce((sum, p) => sum + p.rows.length, 0)
      return page.rows.length > 0 && read < page.total ? read : undefined
    },
  })
}
