import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import { useFormat } from '@/lib/format/use-format'
import { useLiftSuppression } from './api'

/** What lifting an entry does, in words, and why it may be done. */
export function LiftDialog({ row, onClose }: { row: api.SuppressionRow; onClose: () => void }) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const [note, setNote] = useState('')
  const saver = useLiftSuppression()
  const problems = problemsOf(saver.error)
  const { entry } = row
  const address = entry.value || t('consent.erased_address')
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(
      { id: entry.id, note: note.trim() },
      {
        onSuccess: () => {
          toast({ title: t('consent.lifted', { address }) })
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg" style={{ overflowWrap: 'anywhere' }}>
          {t('consent.lift_title', { address })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[t(`consent.reason.${entry.reason}`), moment(entry.since), row.who, entry.proof]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Alert
            variant="outline"
            color={entry.reason === 'manual' ? 'blue' : 'orange'}
            icon={<IconAlertTriangle size={18} />}
          >
            {t(`consent.lift_${entry.reason}`, { address })}
          </Alert>
          <Textarea
            label={t('consent.lift_reason')}
            description={t('consent.lift_reason_help')}
            required
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
            value={note}
            onChange={(e) => setNote(e.currentTarget.value)}
            error={fieldError(problems, 'note')}
          />
          {problems.length === 0 && <ErrorBox error={saver.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" loading={saver.isPending} disabled={!note.trim()}>
              {t('consent.lift')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
