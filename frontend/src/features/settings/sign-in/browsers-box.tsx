import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { toast, toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import classes from '../settings.module.css'
import { useEndSignIn, useEndSignIns } from './api'
import { device, isSmall } from './device'

/** The browsers in which I am signed in. */
export function BrowsersBox({ now }: { now: api.SignInOut }) {
  const { t } = useTranslation()
  const endAll = useEndSignIns()
  const others = now.signIns.some((s) => !s.here)
  return (
    <section className={classes.box} aria-label={t('login.browsers')}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Title order={2}>{t('login.browsers')}</Title>
          <Text c="dimmed">
            {t(now.signIns.length === 0 ? 'login.browsers_none' : 'login.browsers_words')}
          </Text>
        </div>
        {others && (
          <Button
            variant="default"
            loading={endAll.isPending}
            onClick={() =>
              endAll.mutate('', {
                onSuccess: () => toast({ title: t('login.signed_out_elsewhere') }),
                onError: toastError,
              })
            }
          >
            {t('login.sign_out_elsewhere')}
          </Button>
        )}
      </div>
      <Stack gap="xs" mt={now.signIns.length > 0 ? 'sm' : 0}>
        {now.signIns.map((s) => (
          <BrowserLine key={s.signIn.id} view={s} />
        ))}
      </Stack>
    </section>
  )
}

function BrowserLine({ view }: { view: api.SignInView }) {
  const { t } = useTranslation()
  const end = useEndSignIn()
  const { signIn } = view
  const name = device(signIn.device) || t('login.unknown_browser')
  const Picture = isSmall(signIn.device) ? IconDeviceMobile : IconDeviceDesktop
  return (
    <Group gap="sm" wrap="nowrap">
      <Picture size={20} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <Group gap="xs">
          <Text fw={500}>{name}</Text>
          {view.here && <ToneBadge tone="blue">{t('login.here')}</ToneBadge>}
        </Group>
        <Text size="sm" c="dimmed">
          {signIn.address} · {t('login.seen')} <When at={signIn.seen} relative />
        </Text>
      </div>
      {!view.here && (
        <Button
          variant="default"
          size="xs"
          loading={end.isPending}
          aria-label={t('login.sign_out_browser', { name })}
          onClick={() => end.mutate(signIn.id, { onError: toastError })}
        >
          {t('login.sign_out')}
        </Button>
      )}
    </Group>
  )
}
