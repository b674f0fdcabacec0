import { Button, Group, Text } from '@mantine/core'
import { IconCheck, IconLogin2, IconPencil, IconPlayerPlay, IconSend } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StateBadge, ToneBadge } from '@/components/ui/state-badge'
import { toast, toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { AccountFacts } from './account-facts'
import { AccountMenu, type AccountPlace } from './account-menu'
import { useResumeAccount } from './api'
import { ProbeDialog } from './probe-dialog'
import classes from './settings.module.css'
import { SignInBox } from './sign-in-box'
import { TestDialog } from './test-dialog'

interface AccountCardProps {
  view: api.AccountView
  onEdit: () => void
  /** The grip that moves it among the others. */
  handle?: ReactNode
  place: AccountPlace
}

/** An account: where it sends, whether it works, what waits for it. */
export function AccountCard({ view, onEdit, handle, place }: AccountCardProps) {
  const { t } = useTranslation()
  const { account } = view
  const [testing, setTesting] = useState(false)
  const resume = useResumeAccount()
  return (
    <article className={classes.box} aria-label={account.name}>
      <div className={classes.boxHead}>
        {handle}
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text fw={600} className="clip" title={account.name}>
              {account.name}
            </Text>
            <AccountBadge view={view} />
          </Group>
          <AccountFacts view={view} />
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconSend size={14} />}
            onClick={() => setTesting(true)}
          >
            {t('settings.send_test')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={onEdit}
          >
            {t('common.edit')}
          </Button>
          <AccountMenu view={view} place={place} />
        </Group>
      </div>
      {account.stopped && (
        <>
          <Text size="sm" mt="xs" c="var(--tone-red)">
            {t('settings.stopped')} <When at={account.since} relative />
            {account.until > 0 && (
              <>
                {' · '}
                {t('settings.tries_again')} <When at={account.until} relative />
              </>
            )}
          </Text>
          {account.words && <p className={classes.quote}>{account.words}</p>}
          <Button
            mt="xs"
            size="xs"
            leftSection={<IconPlayerPlay size={14} />}
            loading={resume.isPending}
            onClick={() =>
              resume.mutate(account.id, {
                onSuccess: () => toast({ title: t('settings.resumed') }),
                onError: toastError,
              })
            }
          >
            {t('settings.resume')}
          </Button>
        </>
      )}
      <SignInBox view={view} />
      {testing && account.smtp && (
        <ProbeDialog
          account={account}
          onClose={() => setTesting(false)}
          onEdit={() => {
            setTesting(false)
            onEdit()
          }}
        />
      )}
      {testing && !account.smtp && (
        <TestDialog account={account} onClose={() => setTesting(false)} />
      )}
    </article>
  )
}

function AccountBadge({ view: { account, signIn } }: { view: api.AccountView }) {
  const { t } = useTranslation()
  if (account.stopped) return <StateBadge state="trouble" />
  const out = signIn === 'needed' || signIn === 'waiting'
  return (
    <ToneBadge tone={out ? 'amber' : 'green'} icon={out ? IconLogin2 : IconCheck}>
      {t(out ? 'account.badge.sign_in' : 'account.badge.active')}
    </ToneBadge>
  )
}
