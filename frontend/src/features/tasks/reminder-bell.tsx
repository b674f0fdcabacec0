import { ActionIcon, Indicator, Tooltip } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useReminders } from './api'

/** How many reminders wait; opens their list. */
export function ReminderBell() {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const count = useReminders().data?.rows.length ?? 0
  const label = count > 0 ? t('tasks.reminders_waiting', { count }) : t('tasks.reminders')
  return (
    <Tooltip label={label}>
      <Indicator
        disabled={count === 0}
        label={count > 99 ? '99+' : count}
        size={16}
        offset={6}
        color="orange.9"
      >
        <ActionIcon aria-label={label} size="lg" onClick={() => open({ kind: 'reminders' })}>
          <IconBell size={18} stroke={1.75} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  )
}
