import { Button } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { paths } from '@/lib/routing/paths'
import { allOf } from './state/kinds'
import type { Nothing } from './state/scopes'
import { horizons, type View } from './state/view'

interface NothingHereProps {
  why: NonNullable<Nothing>
  out: api.ForecastOut
  view: View
  change: (part: Partial<View>) => void
  product: string
  filter: string
}

/** Nothing will happen: why, and what to look at instead. */
export function NothingHere(p: NothingHereProps) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconCalendarOff}
      small
      title={t(`forecast.nothing.${p.why}`, { days: p.view.days })}
      actions={<WayOn {...p} />}
    >
      {t(`forecast.nothing_words.${p.why}`)}
    </EmptyState>
  )
}

function WayOn({ why, out, view, change, product, filter }: NothingHereProps) {
  const { t } = useTranslation()
  const all = out.scopes.find((s) => s.scope === 'all')
  const further = horizons.find((n) => n > view.days)
  if (why === 'new_waits' && all && allOf(all.total) > 0) {
    return <Button onClick={() => change({ scope: 'all' })}>{t('forecast.see_all')}</Button>
  }
  if (why === 'beyond' && further) {
    return (
      <Button onClick={() => change({ days: further })}>
        {t('forecast.further', { count: further })}
      </Button>
    )
  }
  if (why === 'no_match' && filter) {
    return (
      <Button variant="default" component={Link} to={paths.filter(product, filter)}>
        {t('forecast.open_filter')}
      </Button>
    )
  }
  return null
}
