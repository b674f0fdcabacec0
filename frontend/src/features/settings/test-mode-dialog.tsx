import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { toast } from '@/components/ui/toast'
import { useAccounts, useEngineStatus, useSetTestMode } from './api'
import classes from './settings.module.css'

/** Before test mode ends: what becomes of the messages that it held. */
export function TestModeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [held, setHeld] = useState<'discard' | 'send'>('discard')
  const status = useEngineStatus().data
  const accounts = useAccounts().data
  const noEmail = accounts && !accounts.some((a) => a.account.kind === 'smtp')
  const setter = useSetTestMode()
  const count = status?.held ?? 0
  const run = () =>
    setter.mutate(
      { on: false, held },
      {
        onSuccess: (out) => {
          onClose()
          const lines = [
            out.discarded > 0 && t('settings.discarded', { count: out.discarded }),
            out.released > 0 && t('settings.released', { count: out.released }),
            out.tooLate > 0 && t('settings.too_late', { count: out.tooLate }),
          ].filter((line) => typeof line === 'string')
          toast({ title: t('settings.test_ended'), children: lines.join(' ') })
        },
      },
    )
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('settings.off_title')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>
          {status?.activeSequences === 0
            ? t('settings.off_words_none')
            : t('settings.off_words', { count: status?.activeSequences ?? 0 })}
        </Text>
        {noEmail && (
          <Text c="var(--tone-amber)">
            <IconAlertTriangle size={16} className={classes.warning} aria-hidden />
            {t('settings.no_account.smtp')}
          </Text>
        )}
        {count > 0 && (
          <Radio.Group
            label={t('settings.held_question', { count })}
            value={held}
            onChange={(v) => setHeld(v as typeof held)}
          >
            <Stack gap="xs" mt="xs">
              <Radio
                value="discard"
                label={t('settings.held_discard')}
                description={t('settings.held_discard_words')}
              />
              <Radio
                value="send"
                label={t('settings.held_send')}
                description={t('settings.held_send_words')}
              />
            </Stack>
          </Radio.Group>
        )}
        <ErrorBox error={setter.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={run} loading={setter.isPending} data-autofocus>
            {t('settings.switch_off')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
