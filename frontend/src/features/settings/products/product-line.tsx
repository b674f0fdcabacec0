import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import classes from '../settings.module.css'

/** A product in the list, with what is in it. */
export function ProductLine({ view }: { view: api.ProductView }) {
  const { t } = useTranslation()
  const parts = [
    t('settings.n_cards', { count: view.cards }),
    t('settings.n_statuses', { count: view.statuses.length }),
    t('settings.n_fields', { count: view.fields.length }),
  ]
  return (
    <Link to={paths.productSettings(view.product.id)} className={classes.door}>
      <Text span fw={600} className="clip" title={view.product.name}>
        {view.product.name}
      </Text>
      <Text span size="sm" c="dimmed" className="clip">
        {parts.join(' · ')}
      </Text>
    </Link>
  )
}
