import { notifications } from '@mantine/notifications'
import { IconBell } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useFormat } from '@/lib/format/use-format'
import { useReminders } from './api'
import { showNotice } from './notices'
import { ReminderToast } from './reminder-toast'
import { nameOf, toTell } from './state/tell'

const key = 'reminders-told'

/** What this window told before it was reloaded. */
function remembered(): string[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
  return Array.isArray(kept) ? kept.filter((k) => typeof k === 'string') : []
}

/** Tells of each reminder once in this window, by a quiet message that stays a while. */
export function ReminderWatch() {
  const { t } = useTranslation()
  const format = useFormat()
  const open = useOpenDrawer()
  const told = useRef(new Set(remembered()))
  const { data } = useReminders()
  useEffect(() => {
    if (!data) return
    const { each, many, late } = toTell(data.rows, told.current)
    const desktop = data.setting.desktop
    const tell = (id: string, title: string, words: string, show: () => void) => {
      announce(title)
      notifications.show({
        id: `reminder-${id}`,
        title,
        message: <ReminderToast words={words} onOpen={show} id={`reminder-${id}`} />,
        icon: <IconBell size={16} />,
        color: 'indigo.8',
        autoClose: 20_000,
        withBorder: true,
        closeButtonProps: { 'aria-label': t('common.close') },
      })
      if (desktop) showNotice(id, title, words)
    }
    for (const { row } of each) {
      const { task, cardName } = row
      const due = [cardName, format.near(task.due), task.clock].filter(Boolean).join(' · ')
      tell(task.id, task.title, due, () => open({ kind: 'task', card: task.card, task }))
    }
    if (many > 0) {
      const title = t(late ? 'tasks.reminders_missed' : 'tasks.reminders_waiting', { count: many })
      tell('many', title, '', () => open({ kind: 'reminders' }))
    }
    told.current = new Set(data.rows.map(nameOf))
    sessionStorage.setItem(key, JSON.stringify([...told.current]))
  }, [data, t, format, open])
  return null
}
