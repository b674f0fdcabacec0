import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { useFormat } from '@/lib/format/use-format'
import { type Reason, useNow, useResume } from './api'
import classes from './standstill.module.css'

/** Confirms that the computer's clock is right as it is. */
export function ClockAnswer({ reason }: { reason: Reason }) {
  const { t } = useTranslation()
  const format = useFormat()
  const confirm = useConfirm()
  const now = useNow().data?.now ?? 0
  const resume = useResume()
  const ask = async () => {
    const yes = await confirm({
      title: t('standstill.clock_ask', { now: format.fully(now) }),
      children: t('standstill.clock_ask_text'),
      action: t('standstill.clock_right'),
    })
    if (yes) resume.mutate(reason, { onError: toastError })
  }
  return (
    <div className={classes.answers}>
      <Button size="xs" loading={resume.isPending} disabled={!now} onClick={() => void ask()}>
        {t('standstill.clock_right')}
      </Button>
    </div>
  )
}
