import { Button, Progress, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './job-bar.module.css'

interface JobBarProps {
  job: api.JobView
  onCancel: () => void
}

/** How far something long is, and the way to stop it. */
export function JobBar({ job, onCancel }: JobBarProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <div className={classes.bar}>
      <Text fw={600} className="num">
        {t('cards.bulk_running', { done: number(job.done), total: number(job.total) })}
      </Text>
      <Progress
        flex={1}
        aria-label={t('cards.bulk_progress')}
        value={job.total > 0 ? (100 * job.done) / job.total : 0}
      />
      <Button size="xs" variant="default" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
    </div>
  )
}
