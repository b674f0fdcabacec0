import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'

interface ReminderToastProps {
  id: string
  words: string
  onOpen: () => void
}

/** The lines below a reminder's title, and the way to what it is about. */
export function ReminderToast({ id, words, onOpen }: ReminderToastProps) {
  const { t } = useTranslation()
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap">
      <Text size="sm" className="clip">
        {words}
      </Text>
      <Button
        size="compact-sm"
        variant="light"
        flex="none"
        onClick={() => {
          notifications.hide(id)
          onOpen()
        }}
      >
        {t('tasks.reminder_show')}
      </Button>
    </Group>
  )
}
