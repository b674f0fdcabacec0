import { Button, Group, Text } from '@mantine/core'
import { IconPlugOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useResumeAccount, useStoppedAccounts } from './api'
import classes from './outbox.module.css'

/** The accounts that stopped, once each, however many messages wait for them. */
export function StoppedAccounts() {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const resume = useResumeAccount()
  return useStoppedAccounts().map(({ account, queued }) => (
    <section
      key={account.id}
      className={classes.stopped}
      aria-label={t('shell.account_stopped', { name: account.name })}
    >
      <IconPlugOff size={20} aria-hidden />
      <div className={classes.why}>
        <Text fw={600}>{t('shell.account_stopped', { name: account.name })}</Text>
        {account.words && <Text size="sm">{account.words}</Text>}
        <Text size="sm" c="dimmed" component="div">
          {t('outbox.account_waits', { count: queued })} <When at={account.since} relative />
        </Text>
      </div>
      {admin && (
        <Group gap={8}>
          <Button
            size="xs"
            variant="default"
            loading={resume.isPending}
            onClick={() => resume.mutate(account.id)}
          >
            {t('outbox.try_again')}
          </Button>
          <Button size="xs" component={Link} to={paths.settings('sending')}>
            {t('shell.open_account')}
          </Button>
        </Group>
      )}
    </section>
  ))
}
