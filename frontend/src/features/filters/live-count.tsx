import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { paths } from '@/lib/routing/paths'

interface LiveCountProps {
  total: number
  /** The saved filter, where the draft is just that: its cards can be gone to. */
  row: api.FilterRow | undefined
  product: string
}

/** How many cards match now. */
export function LiveCount({ total, row, product }: LiveCountProps) {
  const { t } = useTranslation()
  const label = t('filters.match_now', { count: total })
  if (!row) return <span className="num">{label}</span>
  return (
    <CountDoor
      count={total}
      to={paths.cards(product)}
      search={{ filter: row.filter.id }}
      label={label}
      inWords
    />
  )
}
