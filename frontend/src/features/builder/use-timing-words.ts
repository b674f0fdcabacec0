import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'

/** A timing in a few words, for the line between two steps: "+ 3 days, workdays, from 09:00". */
export function useTimingWords(): (timing: crm.Timing) => string {
  const { t } = useTranslation()
  return (timing) => {
    const parts = [
      timing.delay > 0
        ? t(`builder.gap.${timing.unit}`, { count: timing.delay })
        : t('builder.gap.at_once'),
    ]
    if (timing.sync === 'weekdays' && timing.weekdays.length > 0) {
      const days = [...timing.weekdays].sort((a, b) => a - b)
      parts.push(days.map((day) => t(`format.weekday_short.${day}`)).join(' '))
    } else if (timing.sync === 'workdays' || timing.sync === 'weekend') {
      parts.push(t(`builder.sync_short.${timing.sync}`))
    }
    if (timing.from) parts.push(t('builder.gap.from', { hour: timing.from }))
    return parts.join(t('format.list'))
  }
}
