import { Button, Progress, Stack, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'

interface JobProgressProps {
  title: string
  job: api.JobView | undefined
  cancelling?: boolean
  onCancel: () => void
}

/** How far a job is, and the way to stop it. */
export function JobProgress({ title, job, cancelling, onCancel }: JobProgressProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const done = job?.done ?? 0
  const total = job?.total ?? 0
  return (
    <Stack maw={560} w="100%" mx="auto" pt={64} gap="sm">
      <Text fw={600} ta="center">
        {title}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section
          value={total > 0 ? (100 * done) / total : 0}
          animated
          aria-label={title}
        />
      </Progress.Root>
      <Text size="sm" c="dimmed" ta="center" className="num">
        {total > 0 ? t('imports.progress', { done: number(done), total: number(total) }) : '\u00a0'}
      </Text>
      <Button variant="default" mx="auto" loading={cancelling} onClick={onCancel}>
        {t('common.cancel')}
      </Button>
    </Stack>
  )
}
