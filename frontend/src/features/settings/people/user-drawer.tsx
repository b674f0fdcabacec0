import { Button, Radio, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LanguageSelect } from '@/components/ui/place-fields'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useSaveUser } from '../api'

interface UserDrawerProps {
  user?: crm.User
  onClose: () => void
}

/** A colleague as a form. One who leaves is deactivated, never deleted. */
export function UserDrawer({ user, onClose }: UserDrawerProps) {
  const { t } = useTranslation()
  const { workspace } = useWorkspace()
  const [draft, setDraft] = useState<crm.User>(() => user ?? newUser(workspace.language))
  const saver = useSaveUser()
  const problems = problemsOf(saver.error)
  const change = (part: Partial<crm.User>) => setDraft((d) => ({ ...d, ...part }))
  const text = (key: 'name' | 'email' | 'phone') => ({
    label: t(`settings.user.${key}`),
    value: draft[key],
    onChange: (e: React.ChangeEvent<HTMLInputElement>) => change({ [key]: e.currentTarget.value }),
    error: fieldError(problems, key),
  })
  const form = useFocusError(saver.error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(draft, {
      onSuccess: () => {
        toast({ title: t('settings.user_saved', { name: draft.name }) })
        onClose()
      },
    })
  }
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={user ? user.name : t('settings.add_user')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form="user" loading={saver.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id="user" ref={form} onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput {...text('name')} required data-autofocus />
          <TextInput {...text('email')} type="email" required />
          <TextInput {...text('phone')} type="tel" />
          <LanguageSelect
            label={t('settings.language')}
            value={draft.language}
            onChange={(language) => change({ language })}
            error={fieldError(problems, 'language')}
          />
          <Radio.Group
            label={t('settings.user.role')}
            value={draft.role}
            onChange={(role) => change({ role: role as crm.User['role'] })}
            error={fieldError(problems, 'role')}
          >
            <Stack gap="xs" mt={4}>
              {(['admin', 'member'] as const).map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`settings.role.${role}`)}
                  description={t(`settings.role.${role}_words`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t('settings.user.signature')}
            autosize
            minRows={3}
            value={draft.signature}
            onChange={(e) => change({ signature: e.currentTarget.value })}
            error={fieldError(problems, 'signature')}
          />
          {user && !user.active && (
            <Switch
              label={t('settings.user.active')}
              description={t('settings.user.active_words')}
              checked={draft.active}
              onChange={(e) => change({ active: e.currentTarget.checked })}
            />
          )}
          {problems.length === 0 && <ErrorBox error={saver.error} />}
        </Stack>
      </form>
    </SideDrawer>
  )
}

function newUser(language: string): crm.User {
  return {
    id: '',
    name: '',
    email: '',
    phone: '',
    role: 'member',
    language,
    signature: '',
    active: true,
  }
}
