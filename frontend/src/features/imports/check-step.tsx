import { Button, Group, Stack } from '@mantine/core'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { useStartImport } from './api'
import { BadRows } from './bad-rows'
import { CheckNumbers } from './check-numbers'
import { GoodRows } from './good-rows'
import classes from './imports.module.css'
import { Questions } from './questions'
import { type Action, askFor, toImport, type Wizard } from './state/wizard'

interface CheckStepProps {
  wizard: Wizard
  dispatch: Dispatch<Action>
}

/** The dry run: what would come in, what would not and why, and the questions before it does. */
export function CheckStep({ wizard: w, dispatch }: CheckStepProps) {
  const { t } = useTranslation()
  const starter = useStartImport()
  const { checked, answers } = w
  const ask = askFor(w)
  if (!ask || !checked) return null
  const count = toImport(checked, answers)
  const run = () =>
    starter.mutate(
      { ...ask, ...answers },
      { onSuccess: (job) => dispatch({ type: 'started', job: job.id }) },
    )
  return (
    <Stack gap="lg" maw={1040}>
      <CheckNumbers out={checked} />
      {checked.bad > 0 && <BadRows out={checked} ask={ask} />}
      <Questions
        out={checked}
        answers={answers}
        onChange={(part) => dispatch({ type: 'answer', part })}
      />
      {checked.preview.length > 0 && <GoodRows rows={checked.preview} />}
      <ErrorBox error={starter.error} />
      <Group justify="space-between" className={classes.foot}>
        <Button variant="default" onClick={() => dispatch({ type: 'back' })}>
          {t('common.back')}
        </Button>
        <Button onClick={run} loading={starter.isPending} disabled={count <= 0}>
          {t('imports.run', { count })}
        </Button>
      </Group>
    </Stack>
  )
}
