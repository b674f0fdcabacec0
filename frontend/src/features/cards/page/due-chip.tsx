import { IconAlertTriangle, IconCalendar, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { useFormat } from '@/lib/format/use-format'

/** When a task is due: late, today, or its day. */
export function DueChip({ due, clock = '' }: { due: string; clock?: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!due) return null
  if (due < format.today) {
    return (
      <ToneBadge tone="red" icon={IconAlertTriangle}>
        {t('cards.overdue')}: {format.date(due)} {clock}
      </ToneBadge>
    )
  }
  if (due === format.today) {
    return (
      <ToneBadge tone="amber" icon={IconClock}>
        {t('card.today')} {clock}
      </ToneBadge>
    )
  }
  return (
    <ToneBadge tone="grey" icon={IconCalendar}>
      {format.date(due)} {clock}
    </ToneBadge>
  )
}
