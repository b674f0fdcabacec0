import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { useJob } from './use-job'

/** What can be done with cards in an automation. */
export type Action = api.RunningActIn['action']

/** Does something with cards in an automation, after saying in numbers what that comes to. */
export function useActs(onDone: () => void) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const job = useJob('enrolment', onDone)
  const [asking, setAsking] = useState(false)
  const run = async (pick: api.RunningPick, action: Action) => {
    setAsking(true)
    const seen = await backend.PreviewRunning({ pick, action, count: 0 })
    setAsking(false)
    const sure = await confirm({
      title: t(`running.ask.${action}`, { count: seen.changes }),
      children: t(`running.ask.${action}_words`),
      consequences: seen.skipped.map((k) =>
        t('running.left_out', { count: k.count, why: say(k.why) }),
      ),
      action: t(`running.do.${action}`),
      danger: action === 'stop',
    })
    if (!sure || seen.changes === 0) return
    job.follow(await backend.ActOnRunning({ pick, action, count: seen.count }))
  }
  const act = (pick: api.RunningPick, action: Action) => {
    run(pick, action).catch((error: unknown) => {
      setAsking(false)
      toastError(error)
    })
  }
  return { act, asking, job }
}

/** These cards and no others. */
export const these = (ids: string[]): api.RunningPick => ({ ids, all: undefined, except: [] })
