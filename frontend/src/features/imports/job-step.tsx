import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { IconBan, IconCircleCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { type Dispatch, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { toastError } from '@/components/ui/toast'
import { ApiError } from '@/lib/api/client'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useCancelJob, useJob } from './api'
import { ErrorFileButton } from './bad-rows'
import { type Action, askFor, type Wizard } from './state/wizard'

interface JobStepProps {
  wizard: Wizard
  product: string
  dispatch: Dispatch<Action>
}

/** The import while it runs, and what came of it: all good rows, or none. */
export function JobStep({ wizard: w, product, dispatch }: JobStepProps) {
  const { t } = useTranslation()
  const job = useJob(w.job)
  const ask = askFor(w)
  const state = job.data?.state ?? 'running'
  const result = job.data?.state === 'done' ? say(job.data.result) : ''
  const queries = useQueryClient()
  useEffect(() => {
    if (!result) return
    announce(result)
    void queries.invalidateQueries() // cards, and perhaps statuses and fields
  }, [result, queries])
  const again = (
    <Button variant="default" onClick={() => dispatch({ type: 'again' })}>
      {t('imports.again')}
    </Button>
  )
  if (job.error) return <ErrorBox error={job.error} onRetry={() => void job.refetch()} />
  if (state === 'running') return <Running job={job.data} id={w.job} />
  if (state === 'failed') {
    return (
      <Stack maw={640}>
        <ErrorBox error={new ApiError((job.data?.error ?? {}) as Partial<ApiError>)} />
        <Group>
          <Button onClick={() => dispatch({ type: 'back' })}>{t('common.back')}</Button>
          {again}
        </Group>
      </Stack>
    )
  }
  if (state === 'cancelled') {
    return (
      <EmptyState icon={IconBan} title={t('imports.cancelled')} actions={again}>
        {t('imports.cancelled_words')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconCircleCheck}
      title={t('imports.done')}
      actions={
        <>
          <Button component={Link} to={paths.cards(product)}>
            {t('imports.show_cards')}
          </Button>
          {ask && (w.checked?.bad ?? 0) > 0 && <ErrorFileButton ask={ask} />}
          {again}
        </>
      }
    >
      {result}
    </EmptyState>
  )
}

function Running({ job, id }: { job: api.JobView | undefined; id: string }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const cancel = useCancelJob()
  const done = job?.done ?? 0
  const total = job?.total ?? 0
  return (
    <Stack maw={560} mx="auto" pt={64} gap="sm">
      <Text fw={600} ta="center">
        {t('imports.running')}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section
          value={total > 0 ? (100 * done) / total : 0}
          animated
          aria-label={t('imports.running')}
        />
      </Progress.Root>
      <Text size="sm" c="dimmed" ta="center" className="num">
        {t('imports.progress', { done: number(done), total: number(total) })}
      </Text>
      <Button
        variant="default"
        mx="auto"
        loading={cancel.isPending}
        onClick={() => cancel.mutate(id, { onError: toastError })}
      >
        {t('common.cancel')}
      </Button>
    </Stack>
  )
}
