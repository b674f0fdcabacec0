import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useRepair, useResume } from './api'
import classes from './standstill.module.css'

/** Repair it, restore a backup, or look again: a cable may have been loose. */
export function DamagedAnswer() {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const resume = useResume()
  const repair = useRepair()
  const ask = async () => {
    const yes = await confirm({
      title: t('standstill.repair_ask'),
      children: t('standstill.repair_text'),
      action: t('standstill.repair'),
    })
    if (yes) repair.mutate(undefined, { onError: toastError })
  }
  return (
    <div className={classes.answers}>
      <Anchor component={Link} to={paths.settings('backups')} size="sm">
        {t('standstill.backups')}
      </Anchor>
      <Button
        size="xs"
        variant="default"
        loading={resume.isPending}
        onClick={() => resume.mutate('damaged', { onError: toastError })}
      >
        {t('standstill.check_again')}
      </Button>
      <Button size="xs" loading={repair.isPending} onClick={() => void ask()}>
        {t('standstill.repair')}
      </Button>
    </div>
  )
}
