import { Button, Group, Text } from '@mantine/core'
import { IconCheck, IconExternalLink, IconLogin2 } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { inWindow, openAddress, openOutside } from '@/components/ui/out-link'
import { Say } from '@/components/ui/say'
import { useStartSignIn } from './api'

/** Where an account that signs in with a provider stands, and the way to its page. */
export function SignInBox({ view }: { view: api.AccountView }) {
  const { t } = useTranslation()
  const start = useStartSignIn()
  const { signIn, signInTrouble, account } = view
  if (!signIn || !account.smtp) return null
  const name = account.smtp.oauth.provider === 'microsoft' ? 'Microsoft' : 'Google'
  const page = signIn === 'waiting' ? start.data : undefined
  const begin = () =>
    start.mutate(account.id, {
      onSuccess: ({ url }) => {
        if (inWindow()) openAddress(url)
      },
    })
  return (
    <>
      <Group gap="sm" mt="xs">
        {signIn === 'done' && (
          <Text size="sm" c="dimmed">
            <IconCheck size={14} aria-hidden /> {t('account.signed_in', { name })}
          </Text>
        )}
        {signIn === 'needed' && <Text size="sm">{t('account.sign_in_needed', { name })}</Text>}
        {signIn === 'waiting' && <Text size="sm">{t('account.sign_in_waiting', { name })}</Text>}
        {page && (
          <Button
            size="xs"
            component="a"
            href={page.url}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={14} />}
            onClick={(e) => openOutside(e, page.url)}
          >
            {t('account.sign_in_page', { name })}
          </Button>
        )}
        <Button
          size="xs"
          variant={signIn === 'needed' ? 'filled' : 'default'}
          leftSection={<IconLogin2 size={14} />}
          loading={start.isPending}
          onClick={begin}
        >
          {t(signIn === 'needed' ? 'account.sign_in' : 'account.sign_in_anew', { name })}
        </Button>
      </Group>
      {page && (
        <Text size="sm" mt="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('account.sign_in_register')} <code>{page.redirect}</code>
        </Text>
      )}
      {signInTrouble && (
        <Text size="sm" mt={4} c="var(--tone-red)">
          <Say of={signInTrouble} />
        </Text>
      )}
      <ErrorBox error={start.error} />
    </>
  )
}
