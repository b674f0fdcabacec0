import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { onEvent } from '@/lib/api/events'

const askAgain = 1000

/** Follows a job to its end, telling how far it is; the answer is its last state. */
export function followJob(id: string, progress: (job: api.JobView) => void): Promise<api.JobView> {
  return new Promise((resolve, reject) => {
    let over = false
    const end = (settle: () => void) => {
      if (over) return
      over = true
      stop()
      clearInterval(timer)
      settle()
    }
    const look = () =>
      backend.GetJob({ id }).then(
        (job) => {
          if (over) return
          if (job.state === 'running') progress(job)
          else end(() => resolve(job))
        },
        (error: unknown) => end(() => reject(error)),
      )
    const stop = onEvent((event) => {
      if (event.noun === 'job' && event.ids.includes(id)) void look()
    })
    // an event may be lost while the connection is down
    const timer = setInterval(() => void look(), askAgain)
    void look()
  })
}
