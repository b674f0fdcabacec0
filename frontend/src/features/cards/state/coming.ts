import type { api, crm } from '@wails/go/models'
import { dayOf } from '@/lib/format/format'
import { openTasks } from './open-tasks'

/** Something that will happen to a card: a step of an automation, or a task's day. */
export type Coming = { key: string; order: string } & (
  | { step: api.ComingStep }
  | { task: crm.Task }
)

/** What will happen, the latest first; no kinds: everything. */
export function comingOf(
  view: Pick<api.CardView, 'coming' | 'tasks'>,
  kinds: string[],
  zone: string,
): Coming[] {
  const wanted = (...of: string[]) => kinds.length === 0 || of.some((kind) => kinds.includes(kind))
  const steps: Coming[] = view.coming
    .filter((s) => wanted('automation', s.kind === 'task_user' ? 'task' : 'message'))
    .map((step) => ({
      key: `${step.enrolment}-${step.position}`,
      // A moment that nobody knows (held, or behind a held one) comes after all others.
      order: step.at ? `${dayOf(step.at, zone)} ${String(step.at).padStart(16, '0')}` : '9998',
      step,
    }))
  const tasks: Coming[] = wanted('task')
    ? openTasks(view.tasks)
        .filter((task) => task.due)
        .map((task) => ({ key: task.id, order: `${task.due} 9`, task }))
    : []
  return [...steps, ...tasks].sort((a, b) => b.order.localeCompare(a.order))
}

/** The last few of a list, which are those nearest to now; one more than few is not worth a button. */
export function nearest(coming: Coming[], few: number): Coming[] {
  return coming.length <= few + 1 ? coming : coming.slice(-few)
}
