import {
  Button,
  Checkbox,
  NumberInput,
  PasswordInput,
  Stack,
  Switch,
  TextInput,
  Title,
} from '@mantine/core'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import classes from '../settings.module.css'
import { useSaveBackups } from './api'

/** How backups are made by themselves. */
export function BackupForm({ data }: { data: api.BackupsOut }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(data.setting)
  const [passphrase, setPassphrase] = useState('')
  const saver = useSaveBackups()
  const problems = problemsOf(saver.error)
  const change = (part: Partial<typeof draft>) => setDraft((d) => ({ ...d, ...part }))
  const dirty = JSON.stringify(draft) !== JSON.stringify(data.setting) || passphrase !== ''
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(
      { setting: draft, passphrase },
      {
        onSuccess: () => {
          setPassphrase('')
          toast({ title: t('settings.saved') })
        },
      },
    )
  }
  return (
    <form onSubmit={submit} noValidate aria-label={t('backup.by_itself')}>
      <Stack gap="md">
        <Title order={2}>{t('backup.by_itself')}</Title>
        <Switch
          label={t('backup.daily')}
          description={t('backup.daily_words')}
          checked={draft.daily}
          onChange={(e) => change({ daily: e.currentTarget.checked })}
        />
        <NumberInput
          label={t('backup.keep')}
          description={t('backup.keep_words')}
          maw={240}
          min={1}
          max={365}
          allowDecimal={false}
          value={draft.keep}
          onChange={(v) => change({ keep: Number(v) || 0 })}
          error={fieldError(problems, 'setting.keep')}
        />
        <TextInput
          label={t('backup.folder')}
          placeholder={data.folder}
          value={draft.folder}
          onChange={(e) => change({ folder: e.currentTarget.value })}
          error={fieldError(problems, 'setting.folder')}
        />
        <TextInput
          label={t('backup.second')}
          description={t('backup.second_words')}
          value={draft.second}
          onChange={(e) => change({ second: e.currentTarget.value })}
          error={fieldError(problems, 'setting.second')}
        />
        <Switch
          label={t('backup.encrypt')}
          description={t('backup.encrypt_words')}
          checked={draft.encrypted}
          onChange={(e) => change({ encrypted: e.currentTarget.checked })}
        />
        {draft.encrypted && (
          <>
            <PasswordInput
              label={t('backup.passphrase_label')}
              description={t(
                data.passphrase ? 'backup.passphrase_kept' : 'backup.passphrase_words',
              )}
              autoComplete="new-password"
              value={passphrase}
              onChange={(e) => setPassphrase(e.currentTarget.value)}
              error={fieldError(problems, 'passphrase')}
            />
            <Checkbox
              label={t('backup.key')}
              description={t('backup.key_words')}
              checked={draft.key}
              onChange={(e) => change({ key: e.currentTarget.checked })}
            />
          </>
        )}
        {problems.length === 0 && <ErrorBox error={saver.error} />}
      </Stack>
      <div className={classes.save}>
        <Button type="submit" disabled={!dirty} loading={saver.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
