import { Button, PasswordInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { Dialog } from '../dialog'
import { useEndSecondStep } from './api'

/** Asks for my password before the second step falls away. */
export function EndSecondStep({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const end = useEndSecondStep()
  const problems = problemsOf(end.error)
  return (
    <Dialog
      title={t('login.second_end')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            color="red.9"
            loading={end.isPending}
            onClick={() => end.mutate(password, { onSuccess: onClose })}
          >
            {t('login.second_end')}
          </Button>
        </>
      }
    >
      <Text>{t('login.second_end_words')}</Text>
      <PasswordInput
        label={t('login.password')}
        autoComplete="current-password"
        data-autofocus
        value={password}
        onChange={(e) => setPassword(e.currentTarget.value)}
        error={fieldError(problems, 'password')}
        visibilityToggleButtonProps={{ 'aria-label': t('login.show_password') }}
      />
      {problems.length === 0 && <ErrorBox error={end.error} />}
    </Dialog>
  )
}
