import { Button, Group, Stack } from '@mantine/core'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { otherProblems, ProblemList } from '@/components/ui/problems'
import { useReadAgain, useStartCheck } from './api'
import { ColumnTable } from './column-table'
import { FileNotes } from './file-notes'
import classes from './imports.module.css'
import { MappingOptions } from './mapping-options'
import { ReadingOptions } from './reading-options'
import { type Action, askFor, type Wizard } from './state/wizard'

interface ColumnsStepProps {
  wizard: Wizard
  product: string
  dispatch: Dispatch<Action>
}

const options = ['dateFormat', 'nameOrder', 'region', 'defaultStatus', 'defaultOwner']

/** What the file says, and what each of its columns becomes. */
export function ColumnsStep({ wizard: w, product, dispatch }: ColumnsStepProps) {
  const { t } = useTranslation()
  const reader = useReadAgain()
  const checker = useStartCheck()
  const { file, mapping } = w
  if (!file || !mapping) return null
  const problems = w.checked?.problems ?? []
  const ask = askFor(w)
  const check = () =>
    ask && checker.mutate(ask, { onSuccess: (job) => dispatch({ type: 'checking', job: job.id }) })
  return (
    <Stack gap="lg" maw={1040}>
      <FileNotes file={file} />
      <ReadingOptions
        file={file}
        busy={reader.isPending}
        onChange={(how) =>
          reader.mutate(
            { product, import: file.import, name: file.name, ...how },
            { onSuccess: (out) => dispatch({ type: 'read', file: out }) },
          )
        }
      />
      <ErrorBox error={reader.error} />
      <ColumnTable
        file={file}
        mapping={mapping}
        problems={problems}
        onTarget={(column, target) => dispatch({ type: 'target', column, target })}
      />
      <MappingOptions
        file={file}
        mapping={mapping}
        problems={problems}
        onChange={(part) => dispatch({ type: 'map', part })}
      />
      <ProblemList problems={otherProblems(problems, [...options, ...file.headers])} />
      <ErrorBox error={checker.error} />
      <Group justify="space-between" className={classes.foot}>
        <Button variant="default" onClick={() => dispatch({ type: 'again' })}>
          {t('imports.other_file')}
        </Button>
        <Button onClick={check} loading={checker.isPending}>
          {t('imports.check')}
        </Button>
      </Group>
    </Stack>
  )
}
