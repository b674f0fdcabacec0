import { useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import { undoToast } from '@/components/ui/undo-toast'
import { ApiError, backend } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { followJob } from './follow'

/** Follows a job to its end, then says what was done and offers to undo it where that is possible. */
export function useJob(noun: string, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [job, setJob] = useState<api.JobView>()
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  const show = (j: api.JobView | undefined) => here.current && setJob(j)
  const end = (j: api.JobView) => {
    const words = j.result.key ? say(j.result) : t('cards.bulk_stopped')
    announce(words)
    if (j.state === 'failed') toastError(new ApiError((j.error ?? {}) as Partial<ApiError>))
    if (j.state !== 'failed' || j.undo) {
      const cancelled = j.state === 'cancelled'
      undoToast({
        title: cancelled ? t('cards.bulk_cancelled') : words,
        children: cancelled ? words : undefined,
        undo: j.undo,
      })
    }
    if (here.current) onDone()
  }
  const follow = (started: api.JobView) => {
    show(started)
    followJob(started.id, show)
      .then(end, toastError)
      .finally(() => {
        show(undefined)
        void queries.invalidateQueries({ queryKey: [noun] })
      })
  }
  const cancel = () => job && void backend.CancelJob({ id: job.id }).catch(toastError)
  return { job, follow, cancel }
}
