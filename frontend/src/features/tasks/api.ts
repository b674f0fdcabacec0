import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { api, crm } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { useFormat } from '@/lib/format/use-format'

export type Group = api.TaskRow['group']

/** Which tasks a list shows. */
export interface TaskView {
  /** A colleague's; "" for the whole team's. */
  assignee: string
  done: boolean
  /** Only one group of open ones; "" for all. */
  group: Group | ''
}

/** Tasks, read page by page; another day groups them anew. */
export function useTaskPages(view: TaskView) {
  const { today } = useFormat()
  return useInfiniteQuery({
    queryKey: ['task', 'list', view, today],
    queryFn: ({ pageParam }) => backend.ListTasks({ ...view, after: pageParam, limit: 200 }),
    initialPageParam: '',
    getNextPageParam: (last) => last.after || undefined,
    placeholderData: keepPreviousData,
    meta: { nouns: ['card', 'user'] },
  })
}

/** One task with what it is on; nothing is asked without an id. */
export function useTask(id: string) {
  return useQuery({
    queryKey: ['task', id],
    queryFn: () => backend.GetTask({ id }),
    enabled: id !== '',
    gcTime: 0,
  })
}

/** Makes everything old that a change of tasks may show in. */
export function useTasksChanged() {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: (q) => ['task', 'card', 'status', 'reminder'].includes(String(q.queryKey[0])),
    })
}

/** Takes tasks out of the lists at once, before the answer comes. */
export function useLeaveLists() {
  const queries = useQueryClient()
  return (ids: string[]) =>
    queries.setQueriesData<InfiniteData<api.TaskList>>({ queryKey: ['task', 'list'] }, (old) =>
      old?.pages
        ? {
            ...old,
            pages: old.pages.map((p) => ({
              ...p,
              rows: p.rows.filter((r) => !ids.includes(r.task.id)),
            })),
          }
        : old,
    )
}

/** What the form saves: the task, its rule, and for which tasks of a series it counts. */
export interface TaskToSave {
  task: crm.Task
  rule: crm.Recurrence | null
  following: boolean
}

/** Saves a task alone, or it and all of its series that follow; without a rule its series stops. */
export function useSaveTask() {
  const changed = useTasksChanged()
  return useMutation({
    mutationFn: async ({ task, rule, following }: TaskToSave) => {
      if (rule && (task.series === '' || following)) return backend.SaveSeries({ task, rule })
      if (!rule && task.series !== '') await backend.StopSeries({ id: task.series })
      return backend.SaveTask(task)
    },
    onSuccess: changed,
  })
}

/** What a rule says and its next days, while it is edited. */
export function useRepeatPreview(due: string, rule: crm.Recurrence | null) {
  return useQuery({
    queryKey: ['repeat', due, rule],
    queryFn: () => backend.PreviewRepeat({ due, rule: rule as crm.Recurrence }),
    enabled: rule !== null && due !== '',
    placeholderData: keepPreviousData,
  })
}

/** My reminders that wait, and how I want them. */
export function useReminders() {
  return useQuery({
    queryKey: ['reminder'],
    queryFn: () => backend.ListReminders(),
    meta: { nouns: ['task', 'card'] },
  })
}

/** Puts reminders away; without tasks all of them, with `until` only for a while. */
export function useSeeReminders() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (v: { ids: string[]; until: api.SeeRemindersIn['until'] }) =>
      backend.SeeReminders({ tasks: v.ids.map((id) => ({ id })), until: v.until }),
    onSuccess: (list) => queries.setQueryData(['reminder'], list),
  })
}

/** Changes how I am reminded. */
export function useSaveReminderSetting() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (setting: crm.ReminderSetting) => backend.SaveReminderSetting(setting),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['reminder'] }),
  })
}
