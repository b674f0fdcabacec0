import { ActionIcon } from '@mantine/core'
import { IconCheck, IconTrash, IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { ToneBadge } from '@/components/ui/state-badge'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useDeleteTest } from './api-tests'
import classes from './sandbox.module.css'

interface TestRowProps {
  result: api.SequenceTestResult
  sequence: string
}

/** One test: whether it passed, and what is different now. */
export function TestRow({ result: { test, passed, differences }, sequence }: TestRowProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const confirm = useConfirm()
  const remove = useDeleteTest(sequence)
  const ask = async () => {
    const yes = await confirm({
      title: t('sandbox.delete_title', { name: test.name }),
      children: t('sandbox.delete_words'),
      action: t('common.delete'),
      danger: true,
    })
    if (yes) remove.mutate(test.id, { onError: toastError })
  }
  return (
    <li className={classes.test}>
      <ToneBadge tone={passed ? 'green' : 'red'} icon={passed ? IconCheck : IconX}>
        {t(passed ? 'sandbox.passed' : 'sandbox.failed')}
      </ToneBadge>
      <div className={classes.testWords}>
        <b className="clip" title={test.name}>
          {test.name}
        </b>
        <span className={`${classes.small} num`}>
          {t('sandbox.test_cards', { count: test.cards })} ·{' '}
          {t('sandbox.test_rows', { count: test.rows })} · <When at={test.created} relative />
        </span>
        {differences.length > 0 && (
          <ul className={classes.differences}>
            {differences.map((difference, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two differences may read the same
              <li key={i}>{say(difference)}</li>
            ))}
          </ul>
        )}
      </div>
      {admin && (
        <ActionIcon
          aria-label={t('sandbox.delete_test', { name: test.name })}
          loading={remove.isPending}
          onClick={() => void ask()}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </li>
  )
}
