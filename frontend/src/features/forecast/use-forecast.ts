import type { api } from '@wails/go/models'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApiError, backend, toApiError } from '@/lib/api/client'
import { followJob } from '@/lib/jobs/follow'

/** How far a forecast is. */
export interface ForecastState {
  /** While it runs. */
  job: api.JobView | undefined
  /** The last one that was finished; while the next one runs it stays. */
  out: api.ForecastOut | undefined
  error: ApiError | undefined
  cancelled: boolean
}

const nothing: ForecastState = {
  job: undefined,
  out: undefined,
  error: undefined,
  cancelled: false,
}

/** What is forecast: an automation as it is saved, or a draft of it, so many days ahead. */
export interface Asked {
  id: string
  draft?: api.SaveSequenceIn | undefined
  days: number
}

/** Forecasts what is asked, anew whenever that changes or `again` is called; the last one counts. */
export function useForecast({ id, draft, days }: Asked) {
  const [state, setState] = useState<ForecastState>(nothing)
  const [turn, setTurn] = useState(0)
  const running = useRef('')
  const asked = JSON.stringify({ id, draft: draft ?? null, days })

  const stop = useCallback(() => {
    if (running.current) void backend.CancelJob({ id: running.current }).catch(() => undefined)
    running.current = ''
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks the same again
  useEffect(() => {
    let current = true
    const tell = (now: Partial<ForecastState>) =>
      current && setState(({ out }) => ({ ...nothing, out, ...now }))
    const run = async () => {
      try {
        const job = await backend.StartForecast(JSON.parse(asked) as api.StartForecastIn)
        if (!current) return void backend.CancelJob({ id: job.id }).catch(() => undefined)
        running.current = job.id
        tell({ job })
        const end = await followJob(job.id, (now) => tell({ job: now }))
        if (!current) return
        running.current = ''
        if (end.state === 'cancelled') return tell({ cancelled: true })
        if (end.state !== 'done') return tell({ error: toApiError(end.error) })
        tell({ out: await backend.GetForecast({ id: job.id }) })
      } catch (error) {
        tell({ error: toApiError(error) })
      }
    }
    void run()
    // What is not looked at any more need not go on.
    return () => {
      current = false
      stop()
    }
  }, [asked, turn, stop])

  const again = useCallback(() => setTurn((n) => n + 1), [])
  return { state, again, stop }
}
