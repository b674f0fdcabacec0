import { Button, Stack, Switch, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { useSaveReminderSetting } from './api'
import { askPermission, canNotify, permission } from './notices'

/** Whether I am reminded at all, and whether the computer shows it too. */
export function ReminderSettings({ setting }: { setting: crm.ReminderSetting }) {
  const { t } = useTranslation()
  const saver = useSaveReminderSetting()
  const [allowed, setAllowed] = useState(permission)
  const save = (part: Partial<crm.ReminderSetting>) =>
    saver.mutate({ ...setting, ...part }, { onError: toastError })
  return (
    <Stack gap="xs" mt="lg">
      <Switch
        label={t('tasks.setting_shown')}
        checked={setting.shown}
        disabled={saver.isPending}
        onChange={(e) => save({ shown: e.currentTarget.checked })}
      />
      <Switch
        label={t('tasks.setting_desktop')}
        checked={setting.shown && setting.desktop}
        disabled={!setting.shown || saver.isPending}
        onChange={(e) => save({ desktop: e.currentTarget.checked })}
      />
      {setting.shown && setting.desktop && canNotify() && allowed === 'default' && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          onClick={() => void askPermission().then(setAllowed)}
        >
          {t('tasks.setting_allow')}
        </Button>
      )}
      {setting.shown && setting.desktop && canNotify() && allowed === 'denied' && (
        <Text size="sm" c="dimmed">
          {t('tasks.setting_blocked')}
        </Text>
      )}
    </Stack>
  )
}
