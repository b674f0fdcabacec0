import { Anchor, Button, Text, Title } from '@mantine/core'
import { IconBuilding, IconMail, IconPencil, IconPhone, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutLink } from '@/components/ui/out-link'
import { StatusName } from '@/components/ui/status-name'
import { useCardClick } from '@/lib/drawers/use-card-click'
import { paths } from '@/lib/routing/paths'
import { useWorkspace } from '@/lib/workspace/workspace'
import { AddressNote } from '../address-note'
import cards from '../cards.module.css'
import classes from './contact.module.css'
import { ContactDialog } from './contact-dialog'

/** Who the card is about: call, write, consent; and what else there is of them. */
export function ContactPanel({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const { contact, company } = view
  return (
    <section className={cards.panel} aria-label={t('cards.contact')}>
      <div className={cards.panelHead}>
        <Title order={2} className={cards.heading}>
          {t('cards.contact')}
        </Title>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPencil size={14} />}
          onClick={() => setEditing(true)}
        >
          {t(contact ? 'common.edit' : 'card.add_contact')}
        </Button>
      </div>
      {contact ? (
        <>
          <Who contact={contact} />
          {company && (
            <div className={classes.line}>
              <IconBuilding size={16} aria-hidden />
              <Anchor
                component={Link}
                to={paths.contact(company.id)}
                className="clip"
                title={company.name}
                c="var(--mantine-color-text)"
              >
                {company.name}
              </Anchor>
            </div>
          )}
          {contact.addresses.map((a) => (
            <AddressLine key={a.id} address={a} />
          ))}
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {t('card.no_contact')}
        </Text>
      )}
      {view.others.length > 0 && <Others cards={view.others} />}
      {editing && <ContactDialog view={view} onClose={() => setEditing(false)} />}
    </section>
  )
}

function Who({ contact }: { contact: crm.Contact }) {
  const Picture = contact.kind === 'company' ? IconBuilding : IconUser
  return (
    <div className={classes.line}>
      <Picture size={16} aria-hidden />
      <Anchor
        component={Link}
        to={paths.contact(contact.id)}
        className={classes.who}
        title={contact.name}
        c="var(--mantine-color-text)"
      >
        {contact.name}
      </Anchor>
    </div>
  )
}

function AddressLine({ address: a }: { address: crm.Address }) {
  const { t } = useTranslation()
  const email = a.channel === 'email'
  const Picture = email ? IconMail : IconPhone
  return (
    <div>
      <div className={classes.line}>
        <Picture size={16} aria-hidden />
        <OutLink
          href={`${email ? 'mailto' : 'tel'}:${a.value}`}
          label={t(email ? 'ui.write_email' : 'ui.call', { name: a.typed })}
          className="clip"
        >
          {a.typed}
        </OutLink>
      </div>
      <div className={classes.note}>
        <AddressNote address={a} />
      </div>
    </div>
  )
}

function Others({ cards: list }: { cards: api.CardRef[] }) {
  const { t } = useTranslation()
  const { products } = useWorkspace()
  const openCard = useCardClick()
  return (
    <div className={classes.others}>
      <Text size="xs" c="dimmed">
        {t('card.other_cards', { count: list.length })}
      </Text>
      {list.map((c) => {
        const product = products.find((p) => p.product.id === c.product)
        return (
          <div key={c.id} className={classes.other}>
            <Anchor
              component={Link}
              to={paths.card(c.product, c.id)}
              className="clip"
              title={c.name}
              size="sm"
              onClick={(e) => openCard(e, c.id)}
            >
              {c.name}
            </Anchor>
            <StatusName status={product?.statuses.find((s) => s.id === c.status)} />
          </div>
        )
      })}
    </div>
  )
}
