import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import classes from './outbox.module.css'

/** Everything else that is known of a message. */
export function MessageFacts({ view, onLeave }: { view: api.MessageView; onLeave: () => void }) {
  const { t } = useTranslation()
  const { row, account } = view
  const m = row.message
  const moments: [string, number][] = [
    ['planned', m.planned],
    ['due', m.due],
    ['handed', m.handedAt],
    ['settled', m.settledAt],
  ]
  return (
    <dl className={classes.facts}>
      <dt>{t('outbox.fact.to')}</dt>
      <dd>{m.to}</dd>
      {m.reason && (
        <>
          <dt>{t('outbox.fact.reason')}</dt>
          <dd>{t(`reason.${m.reason}`)}</dd>
        </>
      )}
      <dt>{t('outbox.fact.card')}</dt>
      <dd>
        <Anchor
          component={Link}
          to={paths.card(row.product, m.card)}
          size="sm"
          underline="always"
          onClick={onLeave}
        >
          {row.cardName}
        </Anchor>
      </dd>
      {m.sequence && (
        <>
          <dt>{t('outbox.fact.sequence')}</dt>
          <dd>
            <Anchor
              component={Link}
              to={paths.automation(row.product, m.sequence)}
              size="sm"
              underline="always"
              onClick={onLeave}
            >
              {row.sequenceName}
            </Anchor>
            {', '}
            {t('outbox.step', { position: row.position, template: row.template })}
          </dd>
        </>
      )}
      {moments.map(
        ([what, at]) =>
          at > 0 && (
            <div key={what} style={{ display: 'contents' }}>
              <dt>{t(`outbox.fact.${what}`)}</dt>
              <dd>
                <When at={at} />
              </dd>
            </div>
          ),
      )}
      {account && (
        <>
          <dt>{t('outbox.fact.account')}</dt>
          <dd>{account}</dd>
        </>
      )}
      {m.attempts > 1 && (
        <>
          <dt>{t('outbox.fact.attempts')}</dt>
          <dd>{m.attempts}</dd>
        </>
      )}
      {m.parts > 0 && (
        <>
          <dt>{t('outbox.fact.parts')}</dt>
          <dd>{m.parts}</dd>
        </>
      )}
      <dt>{t('outbox.fact.key')}</dt>
      <dd>{m.key}</dd>
    </dl>
  )
}
