import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { fieldError, problemsOf } from '@/components/ui/problems'

interface FolderDialogProps {
  title: string
  name: string
  /** What it says about itself: an empty folder does not stay. */
  words?: string
  error: unknown
  saving: boolean
  onSave: (name: string) => void
  onClose: () => void
}

/** Names a folder. */
export function FolderDialog(p: FolderDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(p.name)
  const problem = fieldError(problemsOf(p.error), 'to', 'folder')
  return (
    <Modal
      opened
      onClose={p.onClose}
      size="sm"
      title={
        <Text span fw={600} fz="lg">
          {p.title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) p.onSave(name.trim())
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('ui.folder.name')}
            description={p.words}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem}
            maxLength={200}
            data-autofocus
          />
          {!problem && <ErrorBox error={p.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={p.onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={p.saving} disabled={name.trim() === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
