import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { useJob } from '@/lib/jobs/use-job'

/** Missed entries: some, or all of an automation; how many that is. */
export interface MissedPick {
  sequence: string
  ids: string[]
  count: number
}

/** Starts missed entries anyway or lets them be, after saying so with the number. */
export function useDecideMissed() {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const job = useJob('enrolment', () => {})
  const run = async (pick: MissedPick, decision: api.DecideMissedIn['decision']) => {
    const { count } = pick
    const sure = await confirm({
      title: t(`away.ask_${decision}`, { count }),
      children: t(`away.ask_${decision}_words`),
      action: t(`away.${decision}`),
    })
    if (sure) job.follow(await backend.DecideMissed({ ...pick, decision }))
  }
  const decide = (pick: MissedPick, decision: api.DecideMissedIn['decision']) => {
    run(pick, decision).catch(toastError)
  }
  return { decide, job }
}
