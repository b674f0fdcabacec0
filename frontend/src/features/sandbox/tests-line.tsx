import { Anchor } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { paths } from '@/lib/routing/paths'
import { useTests } from './api-tests'

interface TestsLineProps {
  product: string
  sequence: string
}

/** Whether the kept tests of an automation still pass, in a line that leads to them. */
export function TestsLine({ product, sequence }: TestsLineProps) {
  const { t } = useTranslation()
  const tests = useTests(sequence).data ?? []
  if (tests.length === 0) return null
  const fail = tests.filter((result) => !result.passed).length
  return (
    <Anchor component={Link} to={paths.sandbox(product, sequence)} size="sm" ml={8}>
      <ToneBadge tone={fail > 0 ? 'red' : 'green'} icon={fail > 0 ? IconX : IconCheck}>
        {t('sandbox.tests_count', { count: tests.length })}
        {fail > 0 ? ` ${t('sandbox.tests_fail', { count: fail })}` : ` ${t('sandbox.tests_pass')}`}
        {' ▸'}
      </ToneBadge>
    </Anchor>
  )
}
