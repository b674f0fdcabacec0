import { Button, Group, Progress, Text } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { TableSkeleton } from '@/components/ui/skeletons'
import classes from './forecast.module.css'

// What is done sooner needs no progress.
const patience = 600

interface ForecastProgressProps {
  job: api.JobView
  onCancel: () => void
  /** There is nothing to look at meanwhile. */
  first: boolean
}

/** How far the forecast is, once it takes longer; it can be stopped. */
export function ForecastProgress({ job, onCancel, first }: ForecastProgressProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const percent = job.total > 0 ? Math.floor((100 * job.done) / job.total) : 0
  useEffect(() => {
    const wait = setTimeout(() => setShown(true), patience)
    return () => clearTimeout(wait)
  }, [])
  return (
    <>
      {shown && (
        <section className={classes.progress} aria-label={t('forecast.progress')}>
          <Text size="sm" className="num" role="status">
            {job.total > 0 ? t('forecast.running', { percent }) : t('forecast.starting')}
          </Text>
          <Group gap="sm" wrap="nowrap">
            <Progress flex={1} aria-label={t('forecast.progress')} value={percent} />
            <Button size="compact-sm" variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          </Group>
        </section>
      )}
      {first && <TableSkeleton count={10} />}
    </>
  )
}

/** The forecast was stopped by a person. */
export function ForecastStopped({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconChartBar}
      small
      title={t('forecast.stopped')}
      actions={<Button onClick={onAgain}>{t('forecast.again')}</Button>}
    />
  )
}
