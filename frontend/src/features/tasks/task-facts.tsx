import { Anchor, Avatar, Text, Tooltip } from '@mantine/core'
import {
  type Icon,
  IconBell,
  IconBolt,
  IconChecklist,
  IconMail,
  IconPhone,
  IconRepeat,
  IconUsers,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { PriorityMark } from '@/components/ui/priority'
import { When } from '@/components/ui/when'
import { useCardClick } from '@/lib/drawers/use-card-click'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useUser } from '@/lib/workspace/workspace'
import classes from './tasks.module.css'

const icons: Record<string, Icon> = {
  call: IconPhone,
  email: IconMail,
  meeting: IconUsers,
  todo: IconChecklist,
}

/** What a task is, and on which card. */
export function TaskWhat({ row }: { row: api.TaskRow }) {
  const { t } = useTranslation()
  const { task } = row
  const openCard = useCardClick()
  const Picture = icons[task.type] ?? IconChecklist
  return (
    <div className={classes.what}>
      <Text fw={550} className={classes.title} title={task.title}>
        <Tooltip label={t(`tasks.type.${task.type || 'todo'}`)}>
          <Picture size={15} stroke={1.75} className={classes.type} aria-hidden />
        </Tooltip>
        <span className="clip">{task.title}</span>
        {!task.done && <PriorityMark priority={task.priority} />}
      </Text>
      <Text size="sm" c="dimmed" className="clip" component="div">
        <Anchor
          component={Link}
          to={paths.card(row.product, task.card)}
          size="sm"
          underline={task.note ? 'always' : 'hover'}
          onClick={(e) => openCard(e, task.card)}
        >
          {row.cardName}
        </Anchor>
        {task.note && ` · ${task.note}`}
      </Text>
    </div>
  )
}

/** When, who, and the automation that made it. */
export function TaskFacts({ row }: { row: api.TaskRow }) {
  const format = useFormat()
  const { task } = row
  const assignee = useUser(task.assignee)
  const day = task.due ? [format.near(task.due), task.clock].filter(Boolean).join(', ') : ''
  return (
    <>
      {row.sequence && (
        <Text size="sm" c="dimmed" className={classes.sequence} title={row.sequence}>
          <IconBolt size={14} aria-hidden /> <span className="clip">{row.sequence}</span>
        </Text>
      )}
      <span className={classes.due} data-overdue={row.overdue || undefined}>
        {row.repeats && (
          <Tooltip label={say(row.repeats)}>
            <IconRepeat size={14} role="img" aria-label={say(row.repeats)} />
          </Tooltip>
        )}
        {task.remindAt > 0 && task.reminded === 0 && (
          <Tooltip label={format.moment(task.remindAt)}>
            <IconBell size={14} role="img" aria-label={format.moment(task.remindAt)} />
          </Tooltip>
        )}
        {task.done ? <When at={task.done} relative /> : day}
      </span>
      {assignee ? (
        <Tooltip label={assignee.name}>
          <Avatar
            name={assignee.name}
            color="gray"
            size={24}
            role="img"
            aria-label={assignee.name}
            className={classes.who}
          />
        </Tooltip>
      ) : (
        <span className={classes.nobody} />
      )}
    </>
  )
}
