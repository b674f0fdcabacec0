import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { useTests } from './api-tests'
import classes from './sandbox.module.css'
import { TestRow } from './test-row'

/** What was kept as tests, and whether the automation still does the same. */
export function TestList({ sequence }: { sequence: string }) {
  const { t } = useTranslation()
  const tests = useTests(sequence)
  const results = tests.data ?? []
  return (
    <section aria-labelledby="sandbox-tests">
      <div className={classes.testsHead}>
        <h2 id="sandbox-tests" className={classes.heading}>
          {t('sandbox.tests')}
        </h2>
        {results.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerPlay size={14} />}
            loading={tests.isFetching}
            onClick={() => void tests.refetch()}
          >
            {t('sandbox.run_tests')}
          </Button>
        )}
      </div>
      <ErrorBox error={tests.error} onRetry={() => void tests.refetch()} />
      {tests.data && results.length === 0 && (
        <p className={classes.small}>{t('sandbox.no_tests')}</p>
      )}
      <ul className={classes.tests}>
        {results.map((result) => (
          <TestRow key={result.test.id} result={result} sequence={sequence} />
        ))}
      </ul>
    </section>
  )
}
