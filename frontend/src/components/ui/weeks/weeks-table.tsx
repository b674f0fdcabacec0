import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './weeks.module.css'

interface WeeksTableProps<K extends string> {
  label: string
  columns: readonly { key: K; name: string }[]
  weeks: readonly { monday: string; counts: Readonly<Record<K, number>> }[]
}

/** The numbers behind a chart, for who would rather read them. */
export function WeeksTable<K extends string>({ label, columns, weeks }: WeeksTableProps<K>) {
  const { t } = useTranslation()
  const { number, date } = useFormat()
  return (
    <details className={classes.details}>
      <summary>{t('reports.as_table')}</summary>
      <Table className={classes.table} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('reports.week')}</Table.Th>
            {columns.map(({ key, name }) => (
              <Table.Th key={key} scope="col" className={classes.end}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weeks.map(({ monday, counts }) => (
            <Table.Tr key={monday}>
              <Table.Th scope="row">{date(monday)}</Table.Th>
              {columns.map(({ key }) => (
                <Table.Td key={key} className={classes.end}>
                  {number(counts[key])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  )
}
