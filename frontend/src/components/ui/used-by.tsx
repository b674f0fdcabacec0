import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { StateBadge } from './state-badge'
import classes from './used-by.module.css'

interface UsedByProps {
  uses: api.Use[]
  product: string
}

/** Where a thing lives, by its noun. */
export function pathOfUse(use: api.Use, product: string): string {
  const path = {
    sequence: paths.automation,
    filter: paths.filter,
    template: paths.template,
    view: paths.cards,
    field: paths.productSettings,
    link: paths.links,
    form: paths.form,
    lead_box: () => paths.settings('leads'),
    inlet: () => paths.settings('calls'),
  }[use.noun]
  return path(use.product || product, use.id)
}

/** What uses something, each name a door; a dash where nothing does. */
export function UsedBy({ uses, product }: UsedByProps) {
  const { t } = useTranslation()
  if (uses.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {t('ui.not_used')}
      </Text>
    )
  }
  return (
    <span className={classes.line} title={uses.map((u) => u.name).join(', ')}>
      {uses.map((use, i) => (
        <Fragment key={use.noun + use.id}>
          {i > 0 && ', '}
          <Link to={pathOfUse(use, product)} className={classes.link}>
            {use.name}
          </Link>
        </Fragment>
      ))}
    </span>
  )
}

/** The same as a list, each with its state. A dialog closes as one of the doors is taken. */
export function UseList({ uses, product, onGo }: UsedByProps & { onGo?: () => void }) {
  return (
    <ul className={classes.list}>
      {uses.map((use) => (
        <li key={use.noun + use.id} className={classes.item}>
          <Link to={pathOfUse(use, product)} className={classes.link} onClick={onGo}>
            {use.name}
          </Link>
          {use.noun === 'sequence' && <StateBadge state={use.active ? 'active' : 'inactive'} />}
        </li>
      ))}
    </ul>
  )
}
