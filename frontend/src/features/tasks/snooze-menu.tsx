import { Menu, Popover, Text } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import {
  IconCalendarOff,
  IconCalendarPlus,
  IconCalendarWeek,
  IconSunrise,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'

interface SnoozeMenuProps {
  days: api.TaskDays
  onPick: (due: string) => void
  /** The button that opens it. */
  children: ReactElement
}

/** Puts a task off: tomorrow, next week, a day of one's choice, or to no day. */
export function SnoozeMenu({ days, onPick, children }: SnoozeMenuProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [picking, setPicking] = useState(false)
  const hint = (day: string) => (
    <Text span size="xs" c="dimmed">
      {format.near(day)}
    </Text>
  )
  return (
    <Popover
      opened={picking}
      onChange={setPicking}
      position="bottom-end"
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <span>
          <Menu position="bottom-end" width={270} returnFocus>
            <Menu.Target>{children}</Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconSunrise size={16} />}
                rightSection={hint(days.tomorrow)}
                onClick={() => onPick(days.tomorrow)}
              >
                {t('tasks.snooze_tomorrow')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconCalendarWeek size={16} />}
                rightSection={hint(days.nextWeek)}
                onClick={() => onPick(days.nextWeek)}
              >
                {t('tasks.snooze_week')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconCalendarPlus size={16} />}
                onClick={() => setTimeout(() => setPicking(true))}
              >
                {t('tasks.snooze_pick')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCalendarOff size={16} />} onClick={() => onPick('')}>
                {t('tasks.snooze_none')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('tasks.snooze_pick')}>
        <DatePicker
          defaultDate={days.today}
          hideOutsideDates
          weekendDays={[]}
          ariaLabels={{
            previousMonth: t('tasks.month_before'),
            nextMonth: t('tasks.month_after'),
          }}
          maxLevel="month"
          onChange={(day) => {
            setPicking(false)
            if (day) onPick(day.slice(0, 10))
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
