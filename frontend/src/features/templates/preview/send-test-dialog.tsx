import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { backend } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { useIsAdmin, useWorkspace } from '@/lib/workspace/workspace'
import { contentOf, type Draft } from '../state/draft'
import { CardSwitch } from './card-switch'
import type { LivePreview } from './use-live-preview'

interface SendTestDialogProps {
  product: string
  draft: Draft
  live: LivePreview
  onClose: () => void
}

/** Says what a test sends and to whom, and how it went. */
export function SendTestDialog({ product, draft, live, onClose }: SendTestDialogProps) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const admin = useIsAdmin()
  const sms = draft.kind === 'sms'
  const [to, setTo] = useState((sms ? me.phone : me.email) ?? '')
  const send = useMutation({
    mutationFn: () =>
      backend.SendTestTemplate({
        product,
        kind: sms ? 'sms' : 'email',
        content: contentOf(draft),
        card: live.answer?.card ?? '',
        to,
      }),
  })
  const sent = send.data
  const problems = problemsOf(send.error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    send.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('editor.send_test')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <CardSwitch live={live} />
          <Text size="sm">{t(sms ? 'editor.test_words_sms' : 'editor.test_words')}</Text>
          <TextInput
            data-autofocus
            label={t('editor.test_to')}
            value={to}
            onChange={(e) => {
              setTo(e.currentTarget.value)
              send.reset()
            }}
            readOnly={!admin}
            error={fieldError(problems, 'to')}
          />
          {send.error && fieldError(problems, 'to') === undefined && (
            <ErrorBox error={send.error} />
          )}
          {sent && (
            <Alert
              role="status"
              color={sent.ok ? 'green' : 'red'}
              variant="outline"
              icon={sent.ok ? <IconCheck size={18} /> : <IconAlertTriangle size={18} />}
            >
              {say(sent.say)}
            </Alert>
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t(sent?.ok ? 'common.close' : 'common.cancel')}
            </Button>
            <Button type="submit" loading={send.isPending}>
              {t(sent ? 'editor.test_again' : 'editor.test_send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
