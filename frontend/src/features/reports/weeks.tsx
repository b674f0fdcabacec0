import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { stacked } from '@/components/ui/weeks/bars'
import { WeeksChart } from '@/components/ui/weeks/weeks-chart'
import { WeeksTable } from '@/components/ui/weeks/weeks-table'
import { OutcomesLegend } from './outcomes-legend'
import { Section } from './section'
import { outcomes, over } from './state'

/** The steps of each week as columns, with the same numbers as a table behind. */
export function Weeks({ weeks }: { weeks: api.ReportWeek[] }) {
  const { t } = useTranslation()
  if (weeks.length === 0) return null
  return (
    <Section title={t('reports.weeks')} words={t('reports.weeks_words')}>
      <OutcomesLegend />
      <WeeksChart
        label={t('reports.weeks_chart', { count: weeks.length })}
        weeks={weeks.map((week) => ({
          monday: week.monday,
          count: over(week),
          parts: stacked(outcomes, week),
        }))}
      />
      <WeeksTable
        label={t('reports.weeks')}
        columns={outcomes.map((key) => ({ key, name: t(`reports.${key}`) }))}
        weeks={weeks.map((week) => ({ monday: week.monday, counts: week }))}
      />
    </Section>
  )
}
