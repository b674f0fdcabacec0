import {
  Alert,
  Button,
  Checkbox,
  List,
  PasswordInput,
  Progress,
  Text,
  TextInput,
} from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useFormat } from '@/lib/format/use-format'
import { Dialog } from '../dialog'
import { useRestore, useRestorePreview } from './api'

/** Says what a restore takes away, and does it. Without a path it asks for the file. */
export function RestoreDialog({ path, onClose }: { path: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [file, setFile] = useState(path)
  const [typed, setTyped] = useState(path)
  const [passphrase, setPassphrase] = useState('')
  const [key, setKey] = useState(false)
  const [percent, setPercent] = useState(0)
  const preview = useRestorePreview(file)
  const restore = useRestore(setPercent)
  const busy = restore.isPending || restore.isSuccess
  const locked = preview.data?.backup.locked ?? false
  return (
    <Dialog
      title={t('backup.restore_title')}
      onClose={onClose}
      busy={busy}
      actions={
        <>
          <Button variant="default" disabled={busy} onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {file === '' || preview.isError ? (
            <Button disabled={!typed.trim()} onClick={() => setFile(typed.trim())}>
              {t('backup.look')}
            </Button>
          ) : (
            <Button
              color="red"
              loading={busy}
              disabled={!preview.data || (locked && !passphrase)}
              onClick={() => restore.mutate({ path: file, passphrase, key })}
            >
              {t('backup.restore')}
            </Button>
          )}
        </>
      }
    >
      {path === '' && (
        <TextInput
          label={t('backup.file')}
          description={t('backup.file_words')}
          data-autofocus
          disabled={busy}
          value={typed}
          onChange={(e) => {
            setTyped(e.currentTarget.value)
            setFile('')
          }}
        />
      )}
      {file !== '' && preview.isPending && <LinesSkeleton />}
      <ErrorBox error={preview.error} />
      {preview.data && <Consequences preview={preview.data} />}
      {locked && (
        <PasswordInput
          label={t('backup.passphrase_label')}
          value={passphrase}
          disabled={busy}
          onChange={(e) => setPassphrase(e.currentTarget.value)}
        />
      )}
      {preview.data?.backup.key && (
        <Checkbox
          label={t('backup.use_key')}
          description={t('backup.use_key_words')}
          disabled={busy}
          checked={key}
          onChange={(e) => setKey(e.currentTarget.checked)}
        />
      )}
      {busy && <Progress value={percent} animated aria-label={t('backup.restore_running')} />}
      <ErrorBox error={restore.error} />
    </Dialog>
  )
}

function Consequences({ preview }: { preview: api.RestorePreview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { backup: b, lost } = preview
  const gone = (['cards', 'clients', 'sent', 'tasks'] as const).filter((what) => lost[what] > 0)
  return (
    <>
      <Text>
        {t(gone.length ? 'backup.restore_text' : 'backup.restore_same', { at: format.fully(b.at) })}
      </Text>
      {gone.length > 0 && (
        <List spacing={4}>
          {gone.map((what) => (
            <List.Item key={what}>{t(`backup.lost_${what}`, { count: lost[what] })}</List.Item>
          ))}
        </List>
      )}
      <Text size="sm">{t('backup.restore_after')}</Text>
      {b.foreign && (
        <Alert variant="outline" color="yellow" icon={<IconAlertTriangle size={18} />}>
          {t('backup.foreign_words')}
        </Alert>
      )}
    </>
  )
}
