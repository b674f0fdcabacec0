import { Button, Group, Stack, Text } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldInput, type FieldValue } from '@/components/ui/field-input'
import { Modal } from '@/components/ui/modal'
import { say } from '@/lib/i18n/say'
import { useProduct } from '@/lib/workspace/workspace'
import type { Asking } from './use-moves'

interface RequiredDialogProps {
  asking: Asking
  onMove: (values: Record<string, FieldValue>) => Promise<void>
  onClose: () => void
}

/** Asks for the values that a status requires, then moves the card. */
export function RequiredDialog({ asking, onMove, onClose }: RequiredDialogProps) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  const [values, setValues] = useState<Record<string, FieldValue>>({})
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // After the dialog has taken the focus itself.
    const frame = requestAnimationFrame(() => form.current?.querySelector('input')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const status = statuses.find((s) => s.id === asking.to)?.name ?? ''
  const submit = (e: FormEvent) => {
    e.preventDefault()
    setBusy(true)
    void onMove(values).finally(() => setBusy(false))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('board.needs_title', { status })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form ref={form} onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('board.needs', { name: asking.card.name, count: asking.fields.length })}
          </Text>
          {asking.fields.map((field) => {
            const problem = asking.error?.at(`fields.${field.id}`)[0]
            return (
              <FieldInput
                key={field.id}
                field={field}
                value={values[field.id] ?? null}
                onChange={(value) => setValues((old) => ({ ...old, [field.id]: value }))}
                error={problem && say(problem)}
              />
            )
          })}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('board.move_now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
