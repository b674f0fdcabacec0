import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { onEvent } from '@/lib/api/events'

const askAgain = 1000
// A job that tells of every bit of its progress is still asked only so often.
const pause = 150

/** Follows a job to its end, telling how far it is; the answer is its last state. */
export function followJob(id: string, progress: (job: api.JobView) => void): Promise<api.JobView> {
  return new Promise((resolve, reject) => {
    let over = false
    const end = (settle: () => void) => {
      if (over) return
      over = true
      stop()
      clearInterval(timer)
      clearTimeout(waiting)
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
    let waiting: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined
        void look()
      }, pause)
    }
    const stop = onEvent((event) => {
      if (event.noun === 'job' && event.ids.includes(id)) soon()
    })
    // an event may be lost while the connection is down
    const timer = setInterval(() => void look(), askAgain)
    void look()
  })
}
