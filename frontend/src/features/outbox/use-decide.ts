import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toast } from '@/components/ui/toast'
import { useDecideMessages } from './api'
import type { Decision } from './view'

const dangerous: Decision[] = ['drop', 'discard', 'recall']

/** Decides messages after saying what the decision does, with the number. */
export function useDecide() {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const decide = useDecideMessages()
  const ask = async (ids: string[], decision: Decision): Promise<boolean> => {
    const count = ids.length
    const sure = await confirm({
      title: t(`outbox.ask.${decision}`, { count }),
      children: t(`outbox.ask.${decision}_text`, { count }),
      action: t(`outbox.decide.${decision}`),
      danger: dangerous.includes(decision),
    })
    if (!sure) return false
    const { changed } = await decide.mutateAsync({ ids, decision })
    toast({ title: t('outbox.decided', { count: changed }) })
    return true
  }
  return { ask, pending: decide.isPending }
}
