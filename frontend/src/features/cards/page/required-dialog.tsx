import { Button, Group, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldInput } from '@/components/ui/field-input'
import { Modal } from '@/components/ui/modal'
import { say } from '@/lib/i18n/say'
import type { Value } from '../state/parts'
import type { Asking } from './use-move'

interface RequiredDialogProps {
  asking: Asking
  busy: boolean
  onMove: (values: Record<string, Value>) => void
  onClose: () => void
}

/** Asks for the values that a status needs, then moves the card. */
export function RequiredDialog({ asking, busy, onMove, onClose }: RequiredDialogProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState<Record<string, Value>>({})
  const [fields] = useState(asking.fields) // one that is filled stays in sight
  const submit = (e: FormEvent) => {
    e.preventDefault()
    onMove(values)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('card.needs', { status: asking.status.name, count: fields.length })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {fields.map((field) => {
            const problem = field.id in values && asking.error.at(`fields.${field.id}`)[0]
            return (
              <FieldInput
                key={field.id}
                required
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
              {t('card.move')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
