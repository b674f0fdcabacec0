import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { toast } from '@/components/ui/toast'
import { useKeepTest } from './api-tests'

interface KeepDialogProps {
  sequence: string
  copy: string
  onClose: () => void
}

/** Gives a name to what was tried, so that it is tried again whenever the automation is saved. */
export function KeepDialog({ sequence, copy, onClose }: KeepDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const keep = useKeepTest(sequence)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    keep.mutate(
      { id: copy, name: name.trim() },
      {
        onSuccess: ({ test }) => {
          onClose()
          toast({ title: t('sandbox.kept', { name: test.name }) })
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('sandbox.keep')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text c="dimmed">{t('sandbox.keep_words')}</Text>
          <TextInput
            label={t('sandbox.test_name')}
            placeholder={t('sandbox.test_example')}
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
          />
          <ErrorBox error={keep.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim()} loading={keep.isPending}>
              {t('sandbox.keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
