import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { otherProblems, ProblemList } from '@/components/ui/problems'
import { useFormat } from '@/lib/format/use-format'
import { useCheckImport, useReadImport } from './api'
import { ColumnTable } from './column-table'
import classes from './imports.module.css'
import { MappingOptions } from './mapping-options'
import { ReadingOptions } from './reading-options'
import { type Action, askFor, type Wizard } from './state/wizard'

interface ColumnsStepProps {
  wizard: Wizard
  product: string
  dispatch: Dispatch<Action>
}

/** What the file says, and what each of its columns becomes. */
export function ColumnsStep({ wizard: w, product, dispatch }: ColumnsStepProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const reader = useReadImport()
  const checker = useCheckImport()
  const { file, mapping } = w
  if (!file || !mapping) return null
  const problems = w.checked?.problems ?? []
  const shown = [
    'dateFormat',
    'nameOrder',
    'region',
    'defaultStatus',
    'defaultOwner',
    'decimalComma',
  ]
  const columns = file.headers.map((_, i) => `columns[${i}]`)
  const readAgain = (encoding: string, delimiter: string) =>
    reader.mutate(
      { product, import: file.import, name: file.name, content: '', encoding, delimiter },
      { onSuccess: (out) => dispatch({ type: 'read', file: out }) },
    )
  const ask = askFor(w)
  const check = () =>
    ask && checker.mutate(ask, { onSuccess: (out) => dispatch({ type: 'checked', out }) })
  return (
    <Stack gap="lg" maw={1040}>
      {file.before > 0 && (
        <Alert color="yellow" variant="outline" icon={<IconHistory size={18} />}>
          {t('imports.before', { day: format.moment(file.before) })}
        </Alert>
      )}
      <ReadingOptions file={file} busy={reader.isPending} onChange={readAgain} />
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
      <ProblemList problems={otherProblems(problems, [...shown, ...columns])} />
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
