import { Button, Group, Stack } from '@mantine/core'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { useCancelJob, useDryRun, useStartCheck, useStartImport } from './api'
import { BadRows } from './bad-rows'
import { CheckNumbers } from './check-numbers'
import { GoodRows } from './good-rows'
import classes from './imports.module.css'
import { JobProgress } from './job-progress'
import { Questions } from './questions'
import { type Action, type Answers, askFor, touched, type Wizard } from './state/wizard'

interface CheckStepProps {
  wizard: Wizard
  dispatch: Dispatch<Action>
}

/** The dry run: what would come in, what would not and why, and the questions before it does. */
export function CheckStep({ wizard: w, dispatch }: CheckStepProps) {
  const { t } = useTranslation()
  const checker = useStartCheck()
  const starter = useStartImport()
  const cancel = useCancelJob()
  const dry = useDryRun(w.checking, (out) => dispatch({ type: 'checked', out }))
  const { checked, answers } = w
  const ask = askFor(w)
  if (!ask) return null
  const answer = (part: Partial<Answers>) => {
    dispatch({ type: 'answer', part })
    if (!part.existing) return
    checker.mutate(
      { ...ask, existing: part.existing },
      { onSuccess: (job) => dispatch({ type: 'checking', job: job.id }) },
    )
  }
  const run = () =>
    starter.mutate(
      { ...ask, enrol: answers.enrol, consent: answers.consent },
      { onSuccess: (job) => dispatch({ type: 'started', job: job.id }) },
    )
  const busy = w.busy && !dry.error
  return (
    <Stack gap="lg" maw={1040} aria-busy={busy}>
      {busy && !checked && (
        <JobProgress
          title={t('imports.checking')}
          job={dry.progress}
          cancelling={cancel.isPending}
          onCancel={() => cancel.mutate(w.checking)}
        />
      )}
      {checked && (
        <>
          <CheckNumbers out={checked} old={busy} />
          {checked.bad > 0 && <BadRows out={checked} ask={ask} />}
          <Questions out={checked} answers={answers} busy={busy} onChange={answer} />
          {checked.preview.length > 0 && <GoodRows rows={checked.preview} />}
        </>
      )}
      <ErrorBox error={dry.error ?? checker.error ?? starter.error} />
      <Group justify="space-between" className={classes.foot}>
        <Button variant="default" onClick={() => dispatch({ type: 'back' })}>
          {t('common.back')}
        </Button>
        {checked && (
          <Button
            onClick={run}
            loading={starter.isPending || busy}
            disabled={touched(checked) === 0}
          >
            {t(checked.updated > 0 ? 'imports.run_rows' : 'imports.run', {
              count: touched(checked),
            })}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
