import { List, Text } from '@mantine/core'
import { IconMail, IconPhone, IconStarFilled } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { TagList } from '@/components/ui/tag-list'
import { ConsentBadge } from './consent-badge'
import { KindIcon } from './contact-columns'
import classes from './contacts.module.css'
import { Section } from './section'

/** The client as it will be, and what moves to it. */
export function MergeResult({ plan }: { plan: api.MergeView }) {
  const { t } = useTranslation()
  const { result: c, companyName } = plan
  return (
    <Section title={t('contacts.merge_result')}>
      <div className={classes.result}>
        <div>
          <span className={classes.name}>
            <KindIcon kind={c.kind} />
            <Text fw={600} fz="lg" className="clip" title={c.name}>
              {c.name}
            </Text>
          </span>
          {companyName && <Text c="dimmed">{companyName}</Text>}
          {[c.website, c.postal].filter(Boolean).map((line) => (
            <Text key={line} size="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
              {line}
            </Text>
          ))}
        </div>
        <ul className={classes.list}>
          {c.addresses.map((a) => (
            <AddressAfter key={a.id} address={a} plan={plan} />
          ))}
        </ul>
        {c.tags.length > 0 && <TagList tags={c.tags} most={12} />}
        {c.note && (
          <Text size="sm" lineClamp={6} style={{ whiteSpace: 'pre-line' }}>
            {c.note}
          </Text>
        )}
        <Moves plan={plan} />
      </div>
    </Section>
  )
}

function AddressAfter({ address: a, plan }: { address: crm.Address; plan: api.MergeView }) {
  const { t } = useTranslation()
  const Picture = a.channel === 'email' ? IconMail : IconPhone
  return (
    <li className={classes.address}>
      <Picture size={16} className={classes.addressIcon} aria-hidden />
      <div className={classes.grow}>
        <span className={classes.withMark}>
          <span className="clip" title={a.typed}>
            {a.typed}
          </span>
          {a.default && (
            <IconStarFilled
              size={12}
              role="img"
              aria-label={t('contacts.default')}
              style={{ color: 'var(--tone-amber)', flex: 'none' }}
            />
          )}
        </span>
        <div className={classes.addressFacts}>
          <ConsentBadge consent={a.consent} />
          {plan.added.some((x) => x.id === a.id) && (
            <ToneBadge tone="blue">{t('contacts.merge_added')}</ToneBadge>
          )}
          {plan.stricter.some((x) => x.id === a.id) && <span>{t('contacts.merge_stricter')}</span>}
        </div>
      </div>
    </li>
  )
}

function Moves({ plan }: { plan: api.MergeView }) {
  const { t } = useTranslation()
  const cards = [
    t('contacts.merge_cards', { count: plan.cards }),
    plan.tasks > 0 && t('contacts.merge_tasks', { count: plan.tasks }),
  ]
  const said = [
    plan.cards > 0 && cards.filter(Boolean).join(', '),
    plan.messages > 0 && t('contacts.merge_messages', { count: plan.messages }),
    plan.persons > 0 && t('contacts.merge_persons', { count: plan.persons }),
    plan.cards > 0 && t('contacts.merge_runs'),
  ].filter((s) => s !== false)
  if (said.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('contacts.merge_nothing')}
      </Text>
    )
  }
  return (
    <List size="sm" spacing={2}>
      {said.map((s) => (
        <List.Item key={s}>{s}</List.Item>
      ))}
    </List>
  )
}
