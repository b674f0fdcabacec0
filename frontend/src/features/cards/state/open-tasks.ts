import type { crm } from '@wails/go/models'

/** The tasks that are not done, the most pressing first; those without a day come last. */
export function openTasks(tasks: crm.Task[]): crm.Task[] {
  const rank = (task: crm.Task) => task.due || '9999'
  return tasks.filter((t) => !t.done).sort((a, b) => rank(a).localeCompare(rank(b)))
}
