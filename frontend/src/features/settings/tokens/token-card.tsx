import { Button, Group, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { ToneBadge } from '@/components/ui/state-badge'
import { toast, toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import classes from '../settings.module.css'
import { useRevokeToken } from './api'
import { said } from './scopes'

interface TokenCardProps {
  row: api.TokenView
  scopes: api.TokenCapable[]
}

/** A token: what it may, who made it, when it was used. */
export function TokenCard({ row, scopes }: TokenCardProps) {
  const { t } = useTranslation()
  const { token } = row
  return (
    <article className={classes.box} aria-label={token.name}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text fw={600} className="clip" title={token.name}>
              {token.name}
            </Text>
            <Text size="sm" c="dimmed" ff="monospace" style={{ flexShrink: 0 }}>
              {`stw_…${token.hint}`}
            </Text>
            {row.over && (
              <ToneBadge tone="grey">
                {t(token.revoked ? 'token.revoked' : 'token.expired')}
              </ToneBadge>
            )}
          </Group>
          <Text size="sm">
            {said(token.scopes, scopes)
              .map((s) => say(s.say))
              .join(' · ')}
          </Text>
          <Text size="sm" c="dimmed">
            {!row.mine && `${row.who} · `}
            {t('token.made')} <When at={token.created} day />
            {' · '}
            {t(token.used ? 'token.used' : 'token.unused')}{' '}
            {token.used > 0 && <When at={token.used} relative />}
            {token.expires > 0 && token.revoked === 0 && (
              <>
                {' · '}
                {t(row.over ? 'token.expired_on' : 'token.expires_on')}{' '}
                <When at={token.expires} day />
              </>
            )}
          </Text>
        </div>
        {!row.over && <Revoke row={row} />}
      </div>
    </article>
  )
}

function Revoke({ row }: { row: api.TokenView }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const revoke = useRevokeToken()
  const { id, name } = row.token
  const ask = async () => {
    const sure = await confirm({
      title: t('token.revoke_title', { name }),
      children: t('token.revoke_text'),
      action: t('token.revoke'),
      danger: true,
    })
    if (!sure) return
    revoke.mutate(id, {
      onSuccess: () => toast({ title: t('token.revoked_now', { name }) }),
      onError: toastError,
    })
  }
  return (
    <Button
      size="xs"
      variant="default"
      loading={revoke.isPending}
      aria-label={t('token.revoke_one', { name })}
      onClick={() => void ask()}
    >
      {t('token.revoke')}
    </Button>
  )
}
