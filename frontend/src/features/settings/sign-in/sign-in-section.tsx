import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useSignIn } from './api'
import { BrowsersBox } from './browsers-box'
import { PasswordBox } from './password-box'
import { SecondStepBox } from './second-step-box'

/** How I sign in to Stepwise in a browser: password, second step, and where I am signed in. */
export function SignInSection() {
  const { t } = useTranslation()
  const signIn = useSignIn()
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('login.section_words')}</Text>
      <ErrorBox error={signIn.error} onRetry={() => void signIn.refetch()} />
      {signIn.isPending && <LinesSkeleton />}
      {signIn.data && (
        <>
          <PasswordBox has={signIn.data.hasPassword} />
          <SecondStepBox now={signIn.data} />
          <BrowsersBox now={signIn.data} />
        </>
      )}
    </Stack>
  )
}
