import { useMutation } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toast, toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { useFormat } from '@/lib/format/use-format'
import { useLeaveLists, useTasksChanged } from './api'

/** What to change of a task; what is left out stays. */
type Change = Partial<Pick<api.TaskChange, 'done' | 'due' | 'clock' | 'assignee'>>

const change = (row: api.TaskRow, part: Change): api.TaskChange => ({
  id: row.task.id,
  due: null,
  clock: null,
  assignee: null,
  ...part,
})

/** What one does with tasks without opening them; each says what it did and offers to undo it. */
export function useTaskActions() {
  const { t } = useTranslation()
  const format = useFormat()
  const leave = useLeaveLists()
  const changed = useTasksChanged()
  // The list may go with its last row, and with it the callbacks of a mutation: so promises.
  const changes = useMutation({
    mutationFn: (list: api.TaskChange[]) => backend.ChangeTasks({ changes: list }),
    onSettled: changed,
  })
  const doer = useMutation({
    mutationFn: (v: { id: string; done: boolean }) => backend.SetTaskDone(v),
    onSettled: changed,
  })
  const say = (title: string, undo: api.TaskChange[]) => {
    announce(title)
    const run = () => void changes.mutateAsync(undo).catch(toastError)
    toast({ title, action: { label: t('common.undo'), run } })
  }

  const mark = async (rows: api.TaskRow[], done: boolean) => {
    leave(rows.map((r) => r.task.id))
    const undo = rows.map((r) => change(r, { done: !done }))
    try {
      const [row] = rows
      if (rows.length !== 1 || !row) {
        await changes.mutateAsync(rows.map((r) => change(r, { done })))
        say(t(done ? 'tasks.marked_many' : 'tasks.reopened_many', { count: rows.length }), undo)
        return
      }
      const { title, id } = row.task
      const { next } = await doer.mutateAsync({ id, done })
      const due = next && format.near(next.task.due)
      if (due) say(t('tasks.marked_next', { title, due }), undo)
      else say(t(done ? 'tasks.marked' : 'tasks.reopened', { title }), undo)
    } catch (error) {
      toastError(error)
    }
  }
  const putOff = async (rows: api.TaskRow[], due: string) => {
    try {
      await changes.mutateAsync(rows.map((r) => change(r, { due })))
      const day = due ? format.near(due) : t('tasks.group.undated')
      const undo = rows.map((r) => change(r, { due: r.task.due, clock: r.task.clock }))
      say(t('tasks.snoozed', { count: rows.length, day }), undo)
    } catch (error) {
      toastError(error)
    }
  }
  const give = async (rows: api.TaskRow[], user: { id: string; name: string }) => {
    try {
      await changes.mutateAsync(rows.map((r) => change(r, { assignee: user.id })))
      const undo = rows.map((r) => change(r, { assignee: r.task.assignee }))
      say(t('tasks.given', { count: rows.length, name: user.name }), undo)
    } catch (error) {
      toastError(error)
    }
  }
  return { mark, putOff, give }
}

export type TaskActions = ReturnType<typeof useTaskActions>
