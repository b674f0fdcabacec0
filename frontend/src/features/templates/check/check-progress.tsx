import { Button, Group, Progress, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'

const patience = 1000

/** How far a check is, once it takes longer than a second; it can be stopped. */
export function CheckProgress({ job, onCancel }: { job: api.JobView; onCancel: () => void }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const wait = setTimeout(() => setShown(true), patience)
    return () => clearTimeout(wait)
  }, [])
  if (!shown) return null
  return (
    <div role="status">
      <Text size="sm" className="num" mb={4}>
        {t('templates.check.running', { done: number(job.done), total: number(job.total) })}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <Progress
          flex={1}
          aria-label={t('templates.check.title')}
          value={job.total > 0 ? (100 * job.done) / job.total : 0}
        />
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </div>
  )
}
