import { ActionIcon, Anchor, Avatar, Checkbox, Text, Tooltip } from '@mantine/core'
import {
  type Icon,
  IconBolt,
  IconChecklist,
  IconMail,
  IconPencil,
  IconPhone,
  IconUsers,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { useUser } from '@/lib/workspace/workspace'
import classes from './tasks.module.css'

const icons: Record<string, Icon> = {
  call: IconPhone,
  email: IconMail,
  meeting: IconUsers,
  todo: IconChecklist,
}

interface TaskRowProps {
  row: api.TaskRow
  onMark: () => void
}

/** One task: tick, what, on which card, when, who, and the automation that made it. */
export function TaskRow({ row, onMark }: TaskRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const open = useOpenDrawer()
  const { task } = row
  const assignee = useUser(task.assignee)
  const Picture = icons[task.type] ?? IconChecklist
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: rows are walked by arrow keys and marked by D
    <li className={classes.row} data-task={task.id} tabIndex={0} aria-label={task.title}>
      <Checkbox
        checked={task.done > 0}
        onChange={onMark}
        aria-label={t(task.done ? 'tasks.reopen' : 'tasks.mark', { title: task.title })}
      />
      <Tooltip label={t(`tasks.type.${task.type || 'todo'}`)}>
        <Picture size={16} stroke={1.75} className={classes.type} aria-hidden />
      </Tooltip>
      <div className={classes.what}>
        <Text fw={550} className="clip" title={task.title}>
          {task.title}
        </Text>
        <Text size="sm" c="dimmed" className="clip" component="div">
          <Anchor component={Link} to={paths.card(row.product, task.card)} size="sm">
            {row.cardName}
          </Anchor>
          {task.note && ` · ${task.note}`}
        </Text>
      </div>
      {row.sequence && (
        <Text size="sm" c="dimmed" className={classes.sequence} title={row.sequence}>
          <IconBolt size={14} aria-hidden /> <span className="clip">{row.sequence}</span>
        </Text>
      )}
      <span className={classes.due} data-overdue={(row.overdue && !task.done) || undefined}>
        {task.done ? <When at={task.done} relative /> : task.due ? format.date(task.due) : ''}
      </span>
      {assignee ? (
        <Tooltip label={assignee.name}>
          <Avatar
            name={assignee.name}
            color="gray"
            size={24}
            role="img"
            aria-label={assignee.name}
          />
        </Tooltip>
      ) : (
        <span className={classes.nobody} />
      )}
      <ActionIcon
        aria-label={t('tasks.edit', { title: task.title })}
        onClick={() => open({ kind: 'task', card: task.card, task })}
      >
        <IconPencil size={16} />
      </ActionIcon>
    </li>
  )
}
