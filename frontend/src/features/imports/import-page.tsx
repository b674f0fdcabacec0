import { Stepper } from '@mantine/core'
import { useReducer } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { paths } from '@/lib/routing/paths'
import { useProduct } from '@/lib/workspace/workspace'
import { CheckStep } from './check-step'
import { ColumnsStep } from './columns-step'
import { FileStep } from './file-step'
import classes from './imports.module.css'
import { JobStep } from './job-step'
import { stages, start, wizard } from './state/wizard'

/** Imports clients from a file: choose it, say what its columns are, see what would happen, do it. */
export function ImportPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const [w, dispatch] = useReducer(wizard, start)
  const at = stages.indexOf(w.stage)
  return (
    <Page
      title={t('imports.title')}
      subtitle={
        w.file
          ? t('imports.file_rows', { name: w.file.name, count: w.file.total })
          : t('imports.words')
      }
      back={{ to: paths.cards(product.id), label: product.name }}
      toolbar={
        <Stepper
          active={at}
          size="xs"
          w="100%"
          maw={640}
          className={classes.stepper}
          aria-label={t('imports.steps')}
        >
          {stages.map((stage) => (
            <Stepper.Step key={stage} label={t(`imports.stage.${stage}`)} allowStepSelect={false} />
          ))}
        </Stepper>
      }
    >
      {w.stage === 'file' && <FileStep product={product.id} dispatch={dispatch} />}
      {w.stage === 'columns' && <ColumnsStep wizard={w} product={product.id} dispatch={dispatch} />}
      {w.stage === 'check' && <CheckStep wizard={w} dispatch={dispatch} />}
      {w.stage === 'job' && <JobStep wizard={w} product={product.id} dispatch={dispatch} />}
    </Page>
  )
}
