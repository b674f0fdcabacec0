import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { useSaveFolder } from './api'

interface FolderDialogProps {
  /** Without an id a new one. */
  folder: crm.Folder
  onClose: () => void
}

/** Names a folder. */
export function FolderDialog({ folder, onClose }: FolderDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(folder.name)
  const save = useSaveFolder()
  const problem = fieldError(problemsOf(save.error), 'name')
  const title = folder.id ? t('sequences.folder.rename') : t('sequences.folder.new')
  return (
    <Modal
      opened
      onClose={onClose}
      size="sm"
      title={
        <Text span fw={600} fz="lg">
          {title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ ...folder, name }, { onSuccess: onClose })
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('sequences.folder.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem}
            data-autofocus
          />
          {!problem && <ErrorBox error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
