import { Button } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toastError } from '@/components/ui/toast'
import { useReminders, useSeeReminders } from './api'
import { ReminderRow } from './reminder-row'
import { ReminderSettings } from './reminder-settings'
import classes from './tasks.module.css'

/** My reminders: each leads to its task, is done, comes later or goes away. */
export function RemindersDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const reminders = useReminders()
  const seer = useSeeReminders()
  const rows = reminders.data?.rows ?? []
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={t('tasks.reminders')}
      footer={
        rows.length > 1 ? (
          <Button
            variant="default"
            loading={seer.isPending}
            onClick={() => seer.mutate({ ids: [], until: '' }, { onError: toastError })}
          >
            {t('tasks.reminder_see_all')}
          </Button>
        ) : undefined
      }
    >
      {reminders.error && <ErrorBox error={reminders.error} />}
      {reminders.isPending && <LinesSkeleton />}
      {reminders.data && rows.length === 0 && (
        <EmptyState small icon={IconBell} title={t('tasks.reminders_none')}>
          {t('tasks.reminders_none_words')}
        </EmptyState>
      )}
      <ul className={classes.reminders}>
        {rows.map((r) => (
          <ReminderRow key={r.row.task.id} reminder={r} onLeave={onClose} />
        ))}
      </ul>
      {reminders.data && <ReminderSettings setting={reminders.data.setting} />}
    </SideDrawer>
  )
}
