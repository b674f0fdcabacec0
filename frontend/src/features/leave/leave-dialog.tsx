import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { onLeave } from '@/lib/api/events'
import { inWindow } from '@/lib/api/in-window'
import { useLeave, useLeaving } from './api'

/** Asks what closing the window means, each time its cross is clicked. Nothing in a browser. */
export function LeaveDialog() {
  const [asked, setAsked] = useState(0)
  const [open, setOpen] = useState(false)
  const leaving = useLeaving(asked).data
  useEffect(() => {
    if (!inWindow()) return
    return onLeave(() => {
      setAsked((n) => n + 1)
      setOpen(true)
    })
  }, [])
  if (!open || !leaving) return null
  return <Question {...leaving} onClose={() => setOpen(false)} />
}

interface QuestionProps {
  tray: boolean
  automations: number
  today: number
  onClose: () => void
}

/** What goes on in the background, and what stops. */
export function Question({ tray, automations, today, onClose }: QuestionProps) {
  const { t } = useTranslation()
  const [remember, setRemember] = useState(false)
  const leave = useLeave()
  const go = (to: 'keep' | 'quit') => leave.mutate({ to, remember }, { onSuccess: onClose })
  const keeps = tray ? 'desktop.keep_tray' : 'desktop.keep_small'
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Text span fw={600} fz="lg">
          {t('desktop.close_title')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{automations > 0 ? t(keeps, { count: automations }) : t('desktop.close_none')}</Text>
        <Text>
          {today > 0 ? t('desktop.quit_words', { count: today }) : t('desktop.quit_words_none')}
        </Text>
        <Checkbox
          label={t('desktop.remember')}
          checked={remember}
          onChange={(e) => setRemember(e.currentTarget.checked)}
        />
        <ErrorBox error={leave.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="default" onClick={() => go('quit')}>
            {t('desktop.quit')}
          </Button>
          <Button onClick={() => go('keep')} loading={leave.isPending} data-autofocus>
            {tray ? t('desktop.to_tray') : t('desktop.minimise')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
