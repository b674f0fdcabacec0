import type { api } from '@wails/go/models'
import { useState } from 'react'
import { undoToast } from '@/components/ui/undo-toast'
import { ApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { followJob } from '@/lib/jobs/follow'
import { useWorkspaceChange } from './api'

/** Starts a job, follows it to its end, and offers to undo it. */
export function useRunJob<In>(start: (input: In) => Promise<api.JobView>, onDone: () => void) {
  const [progress, setProgress] = useState<api.JobView>()
  const run = useWorkspaceChange(async (input: In) => {
    try {
      const end = await followJob((await start(input)).id, setProgress)
      if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
      return end
    } finally {
      setProgress(undefined)
    }
  })
  return {
    run: (input: In) =>
      run.mutate(input, {
        onSuccess: (end) => {
          undoToast({ title: say(end.result), undo: end.undo })
          onDone()
        },
      }),
    running: run.isPending,
    percent: progress?.total ? Math.round((100 * progress.done) / progress.total) : undefined,
    error: run.error,
    reset: run.reset,
  }
}
