import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** Open or done tasks, of one colleague or (without one) everybody. */
export function useTasks(assignee: string, done: boolean) {
  return useQuery({
    queryKey: ['task', 'list', assignee, done],
    queryFn: () => backend.ListTasks({ assignee, done }),
    meta: { nouns: ['card', 'user'] },
  })
}

/** Marks a task done or open; the list shows it at once, and takes it back if it failed. */
export function useTaskDone() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (v: { id: string; done: boolean }) => backend.SetTaskDone(v),
    onMutate: ({ id }) => {
      queries.setQueriesData<api.TaskRow[]>({ queryKey: ['task', 'list'] }, (rows) =>
        rows?.filter((r) => r.task.id !== id),
      )
    },
    onSettled: () =>
      queries.invalidateQueries({
        predicate: (q) => ['task', 'card', 'status'].includes(String(q.queryKey[0])),
      }),
  })
}

/** Adds or changes a task. */
export function useSaveTask() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (task: crm.Task) => backend.SaveTask(task),
    onSuccess: () =>
      queries.invalidateQueries({
        predicate: (q) => ['task', 'card', 'status'].includes(String(q.queryKey[0])),
      }),
  })
}
