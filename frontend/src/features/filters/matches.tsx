import { Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { ToneBadge } from '@/components/ui/state-badge'
import { paths } from '@/lib/routing/paths'
import { useMatches } from './api'

/** How many cards match a filter: known at once for those in use, else counted while one reads on. */
export function Matches({ row, product }: { row: api.FilterRow; product: string }) {
  const { t } = useTranslation()
  const { data: count, isError } = useMatches(row)
  if (isError) return <span aria-hidden>–</span>
  if (count === undefined) return <Loader size={14} role="img" aria-label={t('filters.counting')} />
  if (count < 0) {
    return (
      <ToneBadge tone="red" icon={IconAlertTriangle}>
        {t('filters.broken')}
      </ToneBadge>
    )
  }
  return (
    <CountDoor
      count={count}
      to={paths.cards(product)}
      search={{ filter: row.filter.id }}
      label={t('filters.matches', { count })}
    />
  )
}
