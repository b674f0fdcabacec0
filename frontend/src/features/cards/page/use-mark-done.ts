import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import { useTaskDone } from './api'
import { cardToast } from './card-toast'

/** Marks a task of a card done, and offers to open it again. */
export function useMarkDone(card: string) {
  const { t } = useTranslation()
  const taskDone = useTaskDone(card)
  // A done task leaves the screen, and with it the callbacks of a mutation.
  const set = (task: crm.Task, done: boolean) => taskDone.mutateAsync({ id: task.id, done })
  const mark = (task: crm.Task) =>
    set(task, true).then(() => {
      const title = t('cards.task_done', { title: task.title })
      announce(title)
      cardToast({
        title,
        action: { label: t('common.undo'), run: () => void set(task, false).catch(toastError) },
      })
    }, toastError)
  return { mark, busy: taskDone.isPending }
}
