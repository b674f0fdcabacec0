import { Button, Group, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Modal } from './modal'

interface LeaveGuardProps {
  /** Something would be lost. */
  dirty: () => boolean
  /** Saves everything; resolves to whether that worked. */
  onSave: () => Promise<boolean>
}

/** Asks before unsaved changes are left behind, also when the window closes. */
export function LeaveGuard({ dirty, onSave }: LeaveGuardProps) {
  const { t } = useTranslation()
  const [saving, setSaving] = useState(false)
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty() && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  const saveAndLeave = async () => {
    setSaving(true)
    const saved = await onSave()
    setSaving(false)
    if (saved) blocker.proceed()
    else blocker.reset()
  }
  return (
    <Modal
      opened
      onClose={blocker.reset}
      title={
        <Text span fw={600} fz="lg">
          {t('ui.leave_title')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text mb="lg">{t('ui.leave_words')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" color="red" mr="auto" onClick={blocker.proceed}>
          {t('ui.leave_discard')}
        </Button>
        <Button variant="default" onClick={blocker.reset}>
          {t('ui.leave_stay')}
        </Button>
        <Button onClick={saveAndLeave} loading={saving} data-autofocus>
          {t('ui.leave_save')}
        </Button>
      </Group>
    </Modal>
  )
}
