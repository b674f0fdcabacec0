import { Anchor } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { paths } from '@/lib/routing/paths'

interface TestsLineProps {
  product: string
  sequence: string
  /** What the kept tests came to when the automation was saved. */
  tests: readonly api.SequenceTestResult[] | undefined
}

/** Whether the kept tests of an automation still pass, in a line that leads to them. */
export function TestsLine({ product, sequence, tests }: TestsLineProps) {
  const { t } = useTranslation()
  if (!tests || tests.length === 0) return null
  const fail = tests.filter((result) => !result.passed).length
  return (
    <Anchor component={Link} to={paths.sandbox(product, sequence)} size="sm">
      <ToneBadge tone={fail > 0 ? 'red' : 'green'} icon={fail > 0 ? IconX : IconCheck}>
        {t('sandbox.tests_count', { count: tests.length })}
        {fail > 0 ? ` ${t('sandbox.tests_fail', { count: fail })}` : ` ${t('sandbox.tests_pass')}`}
        {' ▸'}
      </ToneBadge>
    </Anchor>
  )
}
