import type { api } from '@wails/go/models'
import type { KeyboardEvent } from 'react'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { focusAfter } from './groups'
import type { TaskActions } from './use-task-actions'

/** The tasks that are chosen. */
export interface Chosen {
  ids: ReadonlySet<string>
  onChange: (ids: Set<string>) => void
}

/** The chosen ids with one more, or one less. */
export function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

interface TaskKeys {
  rows: api.TaskRow[]
  done: boolean
  days: api.TaskDays
  actions: TaskActions
  chosen?: Chosen
  focus: (id: string) => void
}

/** Arrows and J, K walk; X marks done, E edits, S puts off, Space chooses. */
export function useTaskKeys({ rows, done, days, actions, chosen, focus }: TaskKeys) {
  const open = useOpenDrawer()
  return (e: KeyboardEvent) => {
    const id = (e.target as HTMLElement).dataset.task
    const at = rows.findIndex((r) => r.task.id === id)
    const row = rows[at]
    if (!row || e.ctrlKey || e.metaKey || e.altKey) return
    const walk = (to: number) => {
      const next = rows[Math.min(Math.max(to, 0), rows.length - 1)]
      if (next) focus(next.task.id)
    }
    const mark = () => {
      const ids = rows.map((r) => r.task.id)
      const next = focusAfter(ids, [row.task.id])
      void actions.mark([row], !done)
      if (next) focus(next)
    }
    const keys: Record<string, () => void> = {
      ArrowDown: () => walk(at + 1),
      j: () => walk(at + 1),
      ArrowUp: () => walk(at - 1),
      k: () => walk(at - 1),
      Home: () => walk(0),
      End: () => walk(rows.length - 1),
      x: mark,
      d: mark,
      e: () => open({ kind: 'task', card: row.task.card, task: row.task }),
      Enter: () => open({ kind: 'task', card: row.task.card, task: row.task }),
      s: () => void (done || actions.putOff([row], days.tomorrow)),
      ' ': () => chosen?.onChange(toggled(chosen.ids, row.task.id)),
    }
    const run = keys[e.key.length === 1 ? e.key.toLowerCase() : e.key]
    if (!run) return
    e.preventDefault()
    run()
  }
}
