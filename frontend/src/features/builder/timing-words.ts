import type { RowWords } from './row-words'
import type { StepTime } from './state/draft'

/** When a step runs in a few words, for the line above it: "+ 3 days, workdays, from 09:00". */
export function timingWords(time: StepTime, { t, fields }: RowWords): string {
  const { timing, anchor } = time
  const count = timing.delay
  const span = t(`builder.span.${timing.unit}`, { count })
  const field = fields.find((f) => f.id === time.dateField)?.name ?? '…'
  const parts = [
    anchor === 'date'
      ? t(`builder.gap.${count === 0 ? 'on' : time.before ? 'before' : 'after'}`, { span, field })
      : anchor === 'entry'
        ? t(count === 0 ? 'builder.gap.at_entry' : 'builder.gap.after_entry', { span })
        : count === 0
          ? t('builder.gap.at_once')
          : `+ ${span}`,
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
