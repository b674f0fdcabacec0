import { Button, Group, Stack } from '@mantine/core'
import { IconArrowBackUp, IconBan, IconCircleCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Dispatch, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { ApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useCancelJob, useJob, useUndoImport } from './api'
import { ErrorFileButton } from './error-file-button'
import { JobProgress } from './job-progress'
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
  const cancel = useCancelJob()
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
  if (state === 'running') {
    return (
      <JobProgress
        title={t(`imports.phase.${job.data?.phase || 'checking'}`)}
        job={job.data}
        cancelling={cancel.isPending}
        onCancel={() => cancel.mutate(w.job)}
      />
    )
  }
  if (state === 'failed') {
    return (
      <Stack maw={640}>
        <ErrorBox error={new ApiError((job.data?.error ?? {}) as Partial<ApiError>)} />
        <Group>
          {w.file && <Button onClick={() => dispatch({ type: 'back' })}>{t('common.back')}</Button>}
          {again}
        </Group>
      </Stack>
    )
  }
  if (state === 'cancelled') {
    return (
      <EmptyState icon={IconBan} title={t('imports.cancelled')} actions={again}>
        {job.data?.result.key ? say(job.data.result) : t('imports.cancelled_words')}
      </EmptyState>
    )
  }
  return <Done wizard={w} product={product} result={result} again={again} />
}

interface DoneProps {
  wizard: Wizard
  product: string
  result: string
  again: React.ReactNode
}

/** What came of it, and the ways on: the cards, the error file, back. */
function Done({ wizard: w, product, result, again }: DoneProps) {
  const { t } = useTranslation()
  const [undone, setUndone] = useState(false)
  const undo = useUndoImport(() => setUndone(true))
  const ask = askFor(w)
  if (undone) {
    return (
      <EmptyState icon={IconArrowBackUp} title={t('imports.undone')} actions={again}>
        {undo.data}
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
          {w.file && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} />}
              loading={undo.isPending}
              onClick={() => w.file && undo.mutate(w.file.import)}
            >
              {t('imports.undo')}
            </Button>
          )}
          {again}
        </>
      }
    >
      {result}
    </EmptyState>
  )
}
