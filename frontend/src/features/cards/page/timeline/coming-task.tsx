import { Button, Text } from '@mantine/core'
import { IconCheck, IconChecklist } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { PriorityMark } from '@/components/ui/priority'
import { useUser } from '@/lib/workspace/workspace'
import { DueChip } from '../due-chip'
import { useMarkDone } from '../use-mark-done'
import { Line } from './line'
import classes from './timeline.module.css'

/** A task that waits for somebody. */
export function ComingTaskLine({ task }: { task: crm.Task }) {
  const { t } = useTranslation()
  const { mark, busy } = useMarkDone(task.card)
  const who = useUser(task.assignee)
  return (
    <Line picture={<IconChecklist size={15} stroke={1.75} />} coming kind="task">
      <div className={classes.first}>
        <Text span fw={550} className="clip" title={task.title}>
          {t('kind.task_user')}: {task.title}
        </Text>
        <PriorityMark priority={task.priority} />
        <DueChip due={task.due} clock={task.clock} />
      </div>
      <Text size="sm" c="dimmed" component="div" className={classes.facts}>
        <span className="clip">{who?.name ?? t('cards.nobody')}</span>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconCheck size={14} />}
          loading={busy}
          aria-label={t('card.mark_done', { title: task.title })}
          onClick={() => void mark(task)}
        >
          {t('card.done')}
        </Button>
      </Text>
    </Line>
  )
}
