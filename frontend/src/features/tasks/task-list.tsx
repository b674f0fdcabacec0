import { Kbd, Text, Title } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { api } from '@wails/go/models'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { linesOf } from './groups'
import { TaskRow } from './task-row'
import classes from './tasks.module.css'
import type { TaskActions } from './use-task-actions'
import { type Chosen, useTaskKeys } from './use-task-keys'

interface TaskListProps {
  label: string
  rows: api.TaskRow[]
  done: boolean
  days: api.TaskDays
  /** How many tasks each group has in all. */
  counts: Record<string, number>
  actions: TaskActions
  chosen?: Chosen
  /** In a column beside others: as high as its rows, which are few. */
  grow?: boolean
  /** Near the end of the loaded rows. */
  onMore?: () => void
}

/** The tasks by when they are due. Only those in view are drawn; keys do what the buttons do. */
export function TaskList(p: TaskListProps) {
  const { number } = useFormat()
  const { t } = useTranslation()
  const scroll = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState('')
  const lines = linesOf(p.rows, p.done, p.counts)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (i) => (lines[i]?.head ? 44 : 57),
    getItemKey: (i) => lines[i]?.head ?? (lines[i] as { row: api.TaskRow }).row.task.id,
    overscan: 10,
    enabled: !p.grow,
    initialRect: { width: 1024, height: 768 },
  })
  const focus = (id: string) => {
    const i = lines.findIndex((l) => !l.head && l.row.task.id === id)
    if (i < 0) return
    setCurrent(id)
    if (!p.grow) virtual.scrollToIndex(i)
    const find = () => scroll.current?.querySelector<HTMLElement>(`[data-task="${id}"]`)?.focus()
    requestAnimationFrame(() => requestAnimationFrame(find))
  }
  const onKeyDown = useTaskKeys({ ...p, focus })
  const items = p.grow
    ? lines.map((_, index) => ({ index, start: 0, key: index }))
    : virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { onMore } = p
  const count = lines.length
  useEffect(() => {
    if (onMore && count > 0 && last >= count - 30) onMore()
  }, [onMore, last, count])
  const first = p.rows[0]?.task.id
  const known = p.rows.some((r) => r.task.id === current)
  return (
    <div ref={scroll} className={classes.scroll} data-grow={p.grow || undefined}>
      <ul
        aria-label={p.label}
        className={classes.lines}
        style={{ height: p.grow ? undefined : virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {items.map(({ index, start, key }) => {
          const line = lines[index]
          if (!line) return null
          return (
            <li
              key={key}
              data-index={index}
              ref={p.grow ? undefined : virtual.measureElement}
              className={classes.line}
              style={{ transform: p.grow ? undefined : `translateY(${start}px)` }}
            >
              {line.head ? (
                <Title order={2} className={classes.group} data-group={line.head}>
                  {t(`tasks.group.${line.head}`)}{' '}
                  <span className={classes.count}>{number(line.count)}</span>
                </Title>
              ) : (
                <TaskRow
                  row={line.row}
                  days={p.days}
                  actions={p.actions}
                  chosen={p.chosen}
                  reachable={known ? current === line.row.task.id : line.row.task.id === first}
                  onFocus={() => setCurrent(line.row.task.id)}
                />
              )}
            </li>
          )
        })}
      </ul>
      {!p.grow && <Keys done={p.done} />}
    </div>
  )
}

function Keys({ done }: { done: boolean }) {
  const { t } = useTranslation()
  const keys: [string[], string][] = [
    [['J', 'K'], 'walk'],
    [['X'], done ? 'reopen' : 'done'],
    [['E'], 'edit'],
    [['S'], 'snooze'],
    [['Space'], 'choose'],
  ]
  return (
    <Text size="sm" c="dimmed" className={classes.keys} component="div">
      {keys.map(([caps, what]) => (
        <span key={what}>
          {caps.map((c) => (
            <Kbd key={c} size="xs" mr={4}>
              {c}
            </Kbd>
          ))}
          {t(`tasks.key_${what}`)}
        </span>
      ))}
    </Text>
  )
}
