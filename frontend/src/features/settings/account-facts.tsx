import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useUser } from '@/lib/workspace/workspace'
import { BalanceLine } from './gateways/balance-line'
import { smsFacts } from './gateways/sms-facts'

/** Where an account sends, for whom, how fast, and what went and waits. */
export function AccountFacts({ view: { account, queued, went } }: { view: api.AccountView }) {
  const { t, i18n } = useTranslation()
  const owner = useUser(account.owner)
  const facts = [
    owner && t('account.only_for', { name: owner.name }),
    account.perMinute > 0 && t('account.at_most_minute', { count: account.perMinute }),
    account.perDay > 0 && t('account.at_most_day', { count: account.perDay }),
    went > 0 && t('account.went', { count: went }),
  ].filter(Boolean)
  return (
    <>
      <Text size="sm" c="dimmed" className="clip">
        {account.smtp && `${account.smtp.host}:${account.smtp.port} · ${account.smtp.fromEmail}`}
        {account.channel === 'sms' && smsFacts(account, t, i18n.language)}
      </Text>
      {facts.length > 0 && (
        <Text size="sm" c="dimmed">
          {facts.join(' · ')}
        </Text>
      )}
      <BalanceLine account={account} />
      {queued > 0 && <Text size="sm">{t('settings.waits', { count: queued })}</Text>}
    </>
  )
}
