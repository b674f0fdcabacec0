import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useWorkspace } from '@/lib/workspace/workspace'
import classes from '../settings.module.css'
import { useChangePassword } from './api'

/** My password: the first one, or another. */
export function PasswordBox({ has }: { has: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <section className={classes.box} aria-label={t('login.password')}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Title order={2}>{t('login.password')}</Title>
          <Text c="dimmed">{t(has ? 'login.password_there' : 'login.password_none')}</Text>
        </div>
        {!open && (
          <Button variant={has ? 'default' : 'filled'} onClick={() => setOpen(true)}>
            {t(has ? 'login.change_password' : 'login.choose_password')}
          </Button>
        )}
      </div>
      {open && <PasswordForm has={has} onDone={() => setOpen(false)} />}
    </section>
  )
}

function PasswordForm({ has, onDone }: { has: boolean; onDone: () => void }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const change = useChangePassword()
  const problems = problemsOf(change.error)
  const form = useFocusError(change.error)
  const show = { 'aria-label': t('login.show_password') }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    change.mutate(
      { old, password },
      {
        onSuccess: () => {
          toast({ title: t('login.password_saved') })
          onDone()
        },
      },
    )
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm" mt="sm" maw={400}>
        {/* For password managers: whose password it is. */}
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        {has && (
          <PasswordInput
            label={t('login.old_password')}
            autoComplete="current-password"
            data-autofocus
            value={old}
            onChange={(e) => setOld(e.currentTarget.value)}
            error={fieldError(problems, 'old')}
            visibilityToggleButtonProps={show}
          />
        )}
        <PasswordInput
          label={t('login.new_password')}
          description={t('login.password_hint')}
          autoComplete="new-password"
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          error={fieldError(problems, 'password')}
          visibilityToggleButtonProps={show}
        />
        {problems.length === 0 && <ErrorBox error={change.error} />}
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>
            {t('login.save_password')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
