import type { api } from '@wails/go/models'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApiError, backend, toApiError } from '@/lib/api/client'
import { followJob } from '@/lib/jobs/follow'

/** How far a check of many cards is. */
export interface PreflightState {
  /** While it runs. */
  job: api.JobView | undefined
  result: api.Preflight | undefined
  /** The job of the result, to ask for more of it. */
  of: string
  error: ApiError | undefined
  cancelled: boolean
}

const nothing: PreflightState = {
  job: undefined,
  result: undefined,
  of: '',
  error: undefined,
  cancelled: false,
}

/** Holds a text against the cards of a filter; the last one asked for counts. */
export function usePreflight() {
  const [state, setState] = useState<PreflightState>(nothing)
  const turn = useRef(0)
  const running = useRef('')

  const stop = useCallback(() => {
    if (running.current) void backend.CancelJob({ id: running.current }).catch(() => undefined)
    running.current = ''
  }, [])

  const run = useCallback(
    async (asked: api.PreflightIn) => {
      stop()
      const mine = ++turn.current
      const tell = (now: Partial<PreflightState>) =>
        mine === turn.current && setState({ ...nothing, ...now })
      try {
        const job = await backend.StartPreflight(asked)
        if (mine !== turn.current) return
        running.current = job.id
        tell({ job })
        const end = await followJob(job.id, (now) => tell({ job: now }))
        if (mine !== turn.current) return
        running.current = ''
        if (end.state === 'cancelled') return tell({ cancelled: true })
        if (end.state !== 'done') return tell({ error: toApiError(end.error) })
        tell({
          result: (await backend.GetPreflight({ id: job.id })).result ?? undefined,
          of: job.id,
        })
      } catch (error) {
        tell({ error: toApiError(error) })
      }
    },
    [stop],
  )

  // What is not looked at any more need not go on.
  useEffect(
    () => () => {
      turn.current++
      stop()
    },
    [stop],
  )
  return { state, run, stop }
}
