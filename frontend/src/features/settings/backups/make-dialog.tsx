import { Button, Checkbox, PasswordInput, Text, TextInput } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { Dialog } from '../dialog'

interface MakeDialogProps {
  /** Where backups go by themselves. */
  folder: string
  busy: boolean
  error: unknown
  onMake: (input: api.MakeBackupIn) => void
  onClose: () => void
}

/** A backup to a place of one's choice, encrypted if wished. */
export function MakeDialog({ folder, busy, error, onMake, onClose }: MakeDialogProps) {
  const { t } = useTranslation()
  const [input, setInput] = useState<api.MakeBackupIn>({ folder, passphrase: '', key: false })
  const problems = problemsOf(error)
  return (
    <Dialog
      title={t('backup.elsewhere')}
      onClose={onClose}
      busy={busy}
      actions={
        <>
          <Button variant="default" disabled={busy} onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={busy} disabled={!input.folder.trim()} onClick={() => onMake(input)}>
            {t('backup.make')}
          </Button>
        </>
      }
    >
      <TextInput
        label={t('backup.folder')}
        description={t('backup.folder_words')}
        data-autofocus
        value={input.folder}
        onChange={(e) => setInput({ ...input, folder: e.currentTarget.value })}
        error={fieldError(problems, 'folder')}
      />
      <PasswordInput
        label={t('backup.passphrase_label')}
        description={t('backup.passphrase_words')}
        autoComplete="new-password"
        value={input.passphrase}
        onChange={(e) => setInput({ ...input, passphrase: e.currentTarget.value })}
        error={fieldError(problems, 'passphrase')}
      />
      <Checkbox
        label={t('backup.key')}
        description={t('backup.key_words')}
        disabled={!input.passphrase}
        checked={input.key && input.passphrase !== ''}
        onChange={(e) => setInput({ ...input, key: e.currentTarget.checked })}
      />
      {!input.passphrase && <Text size="sm">{t('backup.in_clear')}</Text>}
      {problems.length === 0 && <ErrorBox error={error} />}
    </Dialog>
  )
}
