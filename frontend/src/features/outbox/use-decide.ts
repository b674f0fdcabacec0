import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toast, toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { useJob } from '@/lib/jobs/use-job'
import { useDecideMessages } from './api'
import type { Decision, MessageState } from './view'

const dangerous: Decision[] = ['drop', 'discard', 'recall']

/** Asks whether a decision is meant, saying what it does, with the number. */
function useSure() {
  const { t } = useTranslation()
  const confirm = useConfirm()
  return (state: MessageState, decision: Decision, count: number) => {
    // a failed message certainly didn't arrive: sending it again doubles nothing
    const what = decision === 'again' && state === 'failed' ? 'again_failed' : decision
    return confirm({
      title: t(`outbox.ask.${what}`, { count }),
      children: t(`outbox.ask.${what}_text`, { count }),
      action: t(`outbox.decide.${decision}`),
      danger: dangerous.includes(decision),
    })
  }
}

/** Decides messages after saying what the decision does. */
export function useDecide() {
  const { t } = useTranslation()
  const sure = useSure()
  const decide = useDecideMessages()
  const ask = async (ids: string[], state: MessageState, decision: Decision): Promise<boolean> => {
    if (!(await sure(state, decision, ids.length))) return false
    const { changed } = await decide.mutateAsync({ ids, decision })
    toast({ title: t('outbox.decided', { count: changed }) })
    return true
  }
  return { ask, pending: decide.isPending }
}

/** Decides every message of a view, also those that no page shows yet, and says how far it is. */
export function useDecideAll(onDone: () => void) {
  const sure = useSure()
  const { job, follow, cancel } = useJob('message', onDone)
  const ask = async (view: api.MessageFilter, count: number, decision: Decision) => {
    if (!(await sure(view.state as MessageState, decision, count))) return
    await backend.DecideAllMessages({ view, decision, count }).then(follow, toastError)
  }
  return { ask, job, cancel }
}
