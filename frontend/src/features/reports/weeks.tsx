import { Table } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { Legend } from './legend'
import classes from './report.module.css'
import { Section } from './section'
import { ceiling, outcomes, over, partsOf } from './state'

const height = 120

/** The steps of each week as columns, with the same numbers as a table behind. */
export function Weeks({ weeks }: { weeks: api.ReportWeek[] }) {
  const { t } = useTranslation()
  const { number, date } = useFormat()
  if (weeks.length === 0) return null
  const end = ceiling(Math.max(...weeks.map(over)))
  return (
    <Section title={t('reports.weeks')} words={t('reports.weeks_words')}>
      <Legend />
      <div className={classes.weeks}>
        <div className={classes.scale} aria-hidden>
          <span>{number(end)}</span>
          <span>0</span>
        </div>
        <svg
          className={classes.columns}
          viewBox={`0 0 ${Math.max(weeks.length, 12)} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('reports.weeks_chart', { count: weeks.length })}
        >
          {weeks.map((week, i) => (
            <g key={week.monday}>
              <title>{`${date(week.monday)}: ${number(over(week))}`}</title>
              {partsOf(week).map(({ outcome, from, count }) => (
                <rect
                  key={outcome}
                  data-outcome={outcome}
                  x={i + 0.12}
                  width={0.76}
                  y={height - ((from + count) / end) * height}
                  height={(count / end) * height}
                />
              ))}
            </g>
          ))}
        </svg>
      </div>
      <div className={classes.span} aria-hidden>
        <span>{date(weeks[0]?.monday ?? '')}</span>
        {weeks.length > 1 && <span>{date(weeks.at(-1)?.monday ?? '')}</span>}
      </div>
      <details className={classes.details}>
        <summary>{t('reports.as_table')}</summary>
        <Table className={classes.table} aria-label={t('reports.weeks')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('reports.week')}</Table.Th>
              {outcomes.map((outcome) => (
                <Table.Th key={outcome} scope="col" className={classes.end}>
                  {t(`reports.${outcome}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {weeks.map((week) => (
              <Table.Tr key={week.monday}>
                <Table.Th scope="row">{date(week.monday)}</Table.Th>
                {outcomes.map((outcome) => (
                  <Table.Td key={outcome} className={classes.end}>
                    {number(week[outcome])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </Section>
  )
}
