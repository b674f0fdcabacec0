import { ActionIcon, Tooltip } from '@mantine/core'
import {
  type Icon,
  IconAddressBook,
  IconBolt,
  IconCalendarEvent,
  IconCheckbox,
  IconFileText,
  IconFilter,
  IconForms,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSend,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FindButton } from '@/features/find/find-button'
import { ReminderBell } from '@/features/tasks/reminder-bell'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin, useProduct, useProducts } from '@/lib/workspace/workspace'
import { useStatus } from './api'
import { Brand } from './brand'
import classes from './main-menu.module.css'
import { Preferences } from './preferences'
import { toDecide } from './problem-count'

interface Place {
  to: string
  /** All addresses that begin so belong to the place. */
  below: string
  label: string
  icon: Icon
  count?: number
}

/** The left menu. Small, it shows icons with tooltips. */
export function MainMenu({ small, onSmall }: { small: boolean; onSmall?: () => void }) {
  const { t } = useTranslation()
  const Toggle = small ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const label = small ? t('shell.expand') : t('shell.collapse')
  return (
    <div className={classes.root} data-small={small || undefined}>
      <div className={classes.brand}>
        <Brand />
        {!small && <span className={classes.name}>{t('common.product')}</span>}
        {onSmall && (
          <Tooltip label={label} position="right">
            <ActionIcon aria-label={label} aria-expanded={!small} onClick={onSmall}>
              <Toggle size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={classes.tools}>
        <FindButton small={small} />
        <ReminderBell />
      </div>
      <nav className={classes.nav} aria-label={t('shell.menu')}>
        <Places small={small} />
      </nav>
      <Preferences small={small} />
    </div>
  )
}

function usePlaces(): Place[][] {
  const { t } = useTranslation()
  const products = useProducts()
  const id = useProduct().product.id
  const status = useStatus().data
  const admin = useIsAdmin()
  const place = (to: string, label: string, icon: Icon, count?: number): Place => ({
    to,
    below: to,
    label,
    icon,
    count,
  })
  const waiting = status ? toDecide(status) : 0
  return [
    [
      place(paths.today(), t('shell.today'), IconCalendarEvent),
      ...products.map(({ product }) =>
        place(
          paths.cards(product.id),
          products.length > 1 ? t('shell.cards_of', { product: product.name }) : t('shell.cards'),
          IconAddressBook,
        ),
      ),
      place(paths.contacts(), t('contacts.title'), IconUsers),
      place(paths.tasks(), t('shell.tasks'), IconCheckbox, status?.openTasks),
    ],
    [
      place(paths.automations(id), t('shell.automations'), IconBolt),
      place(paths.templates(id), t('shell.templates'), IconFileText),
      place(paths.filters(id), t('shell.filters'), IconFilter),
      place(paths.forms(id), t('shell.forms'), IconForms),
      place(paths.outbox(), t('shell.outbox'), IconSend, waiting),
    ],
    ...(admin
      ? [[{ ...place(paths.settings(), t('shell.settings'), IconSettings), below: '/settings' }]]
      : []),
  ]
}

function Places({ small }: { small: boolean }) {
  const groups = usePlaces()
  return (
    <>
      {groups.map((places) => (
        <ul key={places[0]?.to} className={classes.group}>
          {places.map((p) => (
            <li key={p.to}>
              <PlaceLink place={p} small={small} />
            </li>
          ))}
        </ul>
      ))}
    </>
  )
}

function PlaceLink({ place, small }: { place: Place; small: boolean }) {
  const path = useLocation({ select: (l) => l.pathname })
  const here = path === place.below || path.startsWith(`${place.below}/`)
  const link = (
    <Link
      to={place.to}
      className={classes.link}
      data-here={here || undefined}
      aria-current={here ? 'page' : undefined}
      aria-label={small ? place.label : undefined}
    >
      <place.icon size={18} stroke={1.75} aria-hidden className={classes.icon} />
      {!small && <span className="clip">{place.label}</span>}
      {place.count ? <span className={classes.count}>{small ? '' : place.count}</span> : null}
    </Link>
  )
  return small ? (
    <Tooltip label={place.label} position="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}
