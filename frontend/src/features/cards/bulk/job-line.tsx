import { Button, Progress, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from '../cards.module.css'

/** How far a bulk action is, and the way to stop it. */
export function JobLine({ job, onCancel }: { job: api.JobView; onCancel: () => void }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <div className={classes.selection}>
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
