import { Anchor, Button, Text } from '@mantine/core'
import { IconMail, IconMessage, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { StatusName } from '@/components/ui/status-name'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import { useWorkspace } from '@/lib/workspace/workspace'
import { ConsentHistory } from './consent-history'
import classes from './contacts.module.css'
import { Section } from './section'

/** What there is around a client: cards, persons, messages, the history of consent. */
export function ContactAround({ view }: { view: api.ContactView }) {
  return (
    <div className={classes.body}>
      <Cards view={view} />
      {view.contact.kind === 'company' && <Persons view={view} />}
      <Messages rows={view.messages} />
      <ConsentHistory lines={view.consents} />
    </div>
  )
}

function Nothing({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  )
}

function Cards({ view }: { view: api.ContactView }) {
  const { t } = useTranslation()
  const { products } = useWorkspace()
  const status = (id: string) => products.flatMap((p) => p.statuses).find((s) => s.id === id)
  const more = view.cardsAll - view.cards.length
  return (
    <Section title={t('contacts.section.cards')} count={view.cardsAll}>
      {view.cards.length === 0 && <Nothing>{t('contacts.no_cards')}</Nothing>}
      <ul className={classes.list}>
        {view.cards.map((c) => (
          <li key={c.id} className={classes.line}>
            <Anchor
              component={Link}
              to={paths.card(c.product, c.id)}
              className={`clip ${classes.grow}`}
              title={c.name}
            >
              {c.name}
            </Anchor>
            {c.person && (
              <Text span size="sm" c="dimmed" className="clip" title={c.person}>
                {c.person}
              </Text>
            )}
            {products.length > 1 && (
              <Text span size="sm" c="dimmed" className="clip">
                {products.find((p) => p.product.id === c.product)?.product.name}
              </Text>
            )}
            <StatusName status={status(c.status)} />
          </li>
        ))}
      </ul>
      {more > 0 && <Nothing>{t('contacts.more_cards', { count: more })}</Nothing>}
    </Section>
  )
}

function Persons({ view }: { view: api.ContactView }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const more = view.personsAll - view.persons.length
  return (
    <Section
      title={t('contacts.section.persons')}
      count={view.personsAll}
      action={
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => open({ kind: 'new_contact', company: view.contact.id })}
        >
          {t('contacts.add_person')}
        </Button>
      }
    >
      {view.persons.length === 0 && <Nothing>{t('contacts.no_persons')}</Nothing>}
      <ul className={classes.list}>
        {view.persons.map((p) => (
          <li key={p.id} className={classes.line}>
            <Anchor
              component={Link}
              to={paths.contact(p.id)}
              className={`clip ${classes.grow}`}
              title={p.name}
            >
              {p.name}
            </Anchor>
            <Text span size="sm" c="dimmed" className="clip" title={p.email}>
              {p.email}
            </Text>
            <Text span size="sm" c="dimmed" className="num">
              {p.phone}
            </Text>
          </li>
        ))}
      </ul>
      {more > 0 && <Nothing>{t('contacts.more_persons', { count: more })}</Nothing>}
    </Section>
  )
}

function Messages({ rows }: { rows: api.MessageRow[] }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  return (
    <Section title={t('contacts.section.messages')} count={rows.length}>
      {rows.length === 0 && <Nothing>{t('contacts.no_messages')}</Nothing>}
      <ul className={classes.list}>
        {rows.map(({ message: m, template, sequenceName }) => (
          <li key={m.id} className={classes.line}>
            {m.channel === 'email' ? (
              <IconMail size={16} className={classes.kind} aria-hidden />
            ) : (
              <IconMessage size={16} className={classes.kind} aria-hidden />
            )}
            <button
              type="button"
              className={`linkish clip ${classes.grow}`}
              title={`${sequenceName}: ${template}`}
              onClick={() => open({ kind: 'message', id: m.id })}
            >
              {template || sequenceName}
            </button>
            <StateBadge state={m.state} reason={m.reason} />
            <Text span size="sm" c="dimmed">
              <When at={m.handedAt || m.settledAt || m.created} relative />
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  )
}
