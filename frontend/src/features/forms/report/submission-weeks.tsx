import { useTranslation } from 'react-i18next'
import { stacked } from '@/components/ui/weeks/bars'
import { Legend } from '@/components/ui/weeks/legend'
import { WeeksChart } from '@/components/ui/weeks/weeks-chart'
import { WeeksTable } from '@/components/ui/weeks/weeks-table'
import { partsOfWeek, type WeekNumbers, weekParts } from './weeks'

/** What was sent in by week as columns, with the same numbers as a table behind. */
export function SubmissionWeeks({ weeks }: { weeks: WeekNumbers[] }) {
  const { t } = useTranslation()
  return (
    <>
      <WeeksChart
        label={t('form.numbers.chart', { count: weeks.length })}
        weeks={weeks.map((week) => ({
          monday: week.day,
          count: week.sent,
          parts: stacked(weekParts, partsOfWeek(week)),
        }))}
      />
      <Legend parts={weekParts.map((part) => ({ part, name: t(`form.numbers.part.${part}`) }))} />
      <WeeksTable
        label={t('form.numbers.weeks')}
        columns={(['seen', 'sent', 'quarantined', 'cards'] as const).map((key) => ({
          key,
          name: t(`form.numbers.${key}`),
        }))}
        weeks={weeks.map((week) => ({ monday: week.day, counts: week }))}
      />
    </>
  )
}
