import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './report.module.css'
import { ceiling, type WeekNumbers } from './weeks'

const height = 120
const parts = ['cards', 'quarantined', 'other'] as const

/** What was sent in by week as columns, with the same numbers as a table behind. */
export function WeeksChart({ weeks }: { weeks: WeekNumbers[] }) {
  const { t } = useTranslation()
  const { number, date } = useFormat()
  const end = ceiling(Math.max(1, ...weeks.map((week) => week.sent)))
  return (
    <>
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
          aria-label={t('form.numbers.chart', { count: weeks.length })}
        >
          {weeks.map((week, i) => (
            <g key={week.day}>
              <title>{`${date(week.day)}: ${number(week.sent)}`}</title>
              {stacked(week).map(({ part, from, count }) => (
                <rect
                  key={part}
                  data-part={part}
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
        <span>{date(weeks[0]?.day ?? '')}</span>
        {weeks.length > 1 && <span>{date(weeks.at(-1)?.day ?? '')}</span>}
      </div>
      <ul className={classes.legend}>
        {parts.map((part) => (
          <li key={part}>
            <span data-part={part} aria-hidden />
            {t(`form.numbers.part.${part}`)}
          </li>
        ))}
      </ul>
      <details className={classes.details}>
        <summary>{t('reports.as_table')}</summary>
        <WeeksTable weeks={weeks} />
      </details>
    </>
  )
}

function WeeksTable({ weeks }: { weeks: WeekNumbers[] }) {
  const { t } = useTranslation()
  const { number, date } = useFormat()
  const columns = ['seen', 'sent', 'quarantined', 'cards'] as const
  return (
    <Table className={classes.table} aria-label={t('form.numbers.weeks')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('reports.week')}</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column} scope="col" className={classes.end}>
              {t(`form.numbers.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {weeks.map((week) => (
          <Table.Tr key={week.day}>
            <Table.Th scope="row">{date(week.day)}</Table.Th>
            {columns.map((column) => (
              <Table.Td key={column} className={classes.end}>
                {number(week[column])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** The parts of a column from below: what made cards, what is or was kept apart, and the rest. */
function stacked({ sent, cards, quarantined }: WeekNumbers) {
  const made = Math.min(cards, sent)
  const kept = Math.min(quarantined, sent - made)
  const counts = { cards: made, quarantined: kept, other: sent - made - kept }
  let from = 0
  return parts.map((part) => {
    const piece = { part, from, count: counts[part] }
    from += counts[part]
    return piece
  })
}
