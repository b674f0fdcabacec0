import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { type Reason, useNow, useResume } from './api'
import classes from './standstill.module.css'

/** After a backup was put back: look at what is held, then go on. */
export function RestoredAnswer({ reason }: { reason: Reason }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const held = useNow().data?.held ?? 0
  const resume = useResume()
  const ask = async () => {
    const yes = await confirm({
      title: t('standstill.restored_ask'),
      children: t('standstill.restored_ask_text'),
      consequences: held > 0 ? [t('standstill.restored_held', { count: held })] : [],
      action: t('standstill.go_on'),
    })
    if (yes) resume.mutate(reason, { onError: toastError })
  }
  return (
    <div className={classes.answers}>
      <Anchor component={Link} to={paths.outbox()} search={{ state: 'held' } as never} size="sm">
        {t('standstill.look', { count: held })}
      </Anchor>
      <Button size="xs" loading={resume.isPending} onClick={() => void ask()}>
        {t('standstill.go_on')}
      </Button>
    </div>
  )
}
