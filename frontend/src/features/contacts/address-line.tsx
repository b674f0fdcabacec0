import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconMail,
  IconPhone,
  IconShieldCheck,
  IconShieldX,
  IconStarFilled,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutLink } from '@/components/ui/out-link'
import { ToneBadge } from '@/components/ui/state-badge'
import { paths } from '@/lib/routing/paths'
import { ConsentBadge, SuppressedBadge } from './consent-badge'
import { ConsentDialog } from './consent-dialog'
import classes from './contacts.module.css'

interface AddressLineProps {
  address: crm.Address
  suppressed?: api.SuppressedAddress
}

/** An email or a phone: write or call, what it is, whether it may get messages. */
export function AddressLine({ address: a, suppressed }: AddressLineProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const email = a.channel === 'email'
  const Picture = email ? IconMail : IconPhone
  const facts = [
    a.label && t(`contacts.label.${a.label}`),
    !email && a.label !== a.kind && t(`contacts.line.${a.kind || 'other'}`),
    !email && a.value !== a.typed.replace(/\s/g, '') && a.value,
  ].filter(Boolean)
  return (
    <li className={classes.address}>
      <Picture size={16} className={classes.addressIcon} aria-hidden />
      <div className={classes.grow}>
        <span className={classes.withMark}>
          <OutLink
            href={`${email ? 'mailto' : 'tel'}:${a.value}`}
            label={t(email ? 'ui.write_email' : 'ui.call', { name: a.typed })}
            className="clip"
          >
            {a.typed}
          </OutLink>
          {a.default && (
            <IconStarFilled
              size={12}
              role="img"
              aria-label={t('contacts.default')}
              style={{ color: 'var(--tone-amber)', flex: 'none' }}
            >
              <title>{t('contacts.default')}</title>
            </IconStarFilled>
          )}
        </span>
        <div className={classes.addressFacts}>
          {facts.length > 0 && <span>{facts.join(' · ')}</span>}
          {!(suppressed?.scope === 'all' && a.consent === 'active') && (
            <ConsentBadge consent={a.consent} />
          )}
          {suppressed && <SuppressedBadge entry={suppressed} />}
          {!email && !a.sms && <ToneBadge tone="grey">{t('cards.no_sms')}</ToneBadge>}
        </div>
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('ui.more_for', { name: a.typed })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconShieldCheck size={16} />} onClick={() => setAsking(true)}>
            {t('contacts.consent_menu', { address: a.typed })}
          </Menu.Item>
          {suppressed && (
            <Menu.Item
              leftSection={<IconShieldX size={16} />}
              component={Link}
              to={paths.suppressions()}
              search={{ q: a.value } as never}
            >
              {t('consent.open_list')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <ConsentDialog address={a} suppressed={suppressed} onClose={() => setAsking(false)} />
      )}
    </li>
  )
}
