import { Kbd, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toast, toastError } from '@/components/ui/toast'
import { useTaskDone } from './api'
import { focusAfter, grouped } from './groups'
import { TaskRow } from './task-row'
import classes from './tasks.module.css'

interface TaskListProps {
  rows: api.TaskRow[]
  /** The list of what is done; there marking means opening again. */
  done: boolean
}

/** The tasks by when they are due. Arrows walk, D marks done. */
export function TaskList({ rows, done }: TaskListProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const marker = useTaskDone()
  const parts = done ? [['done', rows] as const] : grouped(rows)
  const ids = parts.flatMap(([, part]) => part.map((r) => r.task.id))
  const focus = (id: string | undefined) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-task="${id}"]`)?.focus(),
    )
  const mark = (row: api.TaskRow, keepFocus: boolean) => {
    const next = focusAfter(ids, row.task.id)
    const title = t(done ? 'tasks.reopened' : 'tasks.marked', { title: row.task.title })
    // The last row takes this list with it, and with that the callbacks of a mutation.
    const undo = () => void marker.mutateAsync({ id: row.task.id, done }).catch(toastError)
    void marker.mutateAsync({ id: row.task.id, done: !done }).then(() => {
      announce(title)
      toast({ title, action: { label: t('common.undo'), run: undo } })
    }, toastError)
    if (keepFocus) focus(next)
  }
  const onKeyDown = (e: KeyboardEvent) => {
    const target = e.target as HTMLElement
    const id = target.dataset.task
    const row = rows.find((r) => r.task.id === id)
    if (!row || e.ctrlKey || e.metaKey || e.altKey) return
    const at = ids.indexOf(row.task.id)
    if (e.key === 'ArrowDown') focus(ids[at + 1] ?? row.task.id)
    else if (e.key === 'ArrowUp') focus(ids[at - 1] ?? row.task.id)
    else if (e.key === 'd' || e.key === 'D') mark(row, true)
    else return
    e.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the rows inside
    <div ref={list} onKeyDown={onKeyDown} className={classes.list}>
      {parts.map(([group, part]) => (
        <section key={group} aria-label={t(`tasks.group.${group}`)}>
          <Title order={2} className={classes.group} data-group={group}>
            {t(`tasks.group.${group}`)} <span className={classes.count}>{part.length}</span>
          </Title>
          <ul className={classes.rows}>
            {part.map((row) => (
              <TaskRow key={row.task.id} row={row} onMark={() => mark(row, false)} />
            ))}
          </ul>
        </section>
      ))}
      <Text size="sm" c="dimmed" className={classes.keys}>
        <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('tasks.key_walk')} · <Kbd size="xs">D</Kbd>{' '}
        {t(done ? 'tasks.key_reopen' : 'tasks.key_done')}
      </Text>
    </div>
  )
}
