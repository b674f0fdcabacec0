import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import classes from './rows.module.css'
import { useRowColumns } from './use-row-columns'

interface RowTableProps {
  rows: crm.ForecastRow[]
  total: number
  product: string
  currency: string
  /** Other rows are on their way. */
  stale: boolean
  /** The row that the drawer shows. */
  current: crm.ForecastRow | undefined
  onMore: (() => void) | undefined
  onOpen: (row: crm.ForecastRow) => void
}

const rowHeight = 52
const headHeight = 37

/** The table: when, which card, which step, to whom, what, at what cost, and why then or why not. */
export function RowTable(p: RowTableProps) {
  const { t } = useTranslation()
  const columns = useRowColumns(p.product, p.currency)
  const whole = p.total * rowHeight + headHeight + 2
  return (
    <div
      className={classes.table}
      data-stale={p.stale || undefined}
      style={{ height: `min(${whole}px, max(360px, 72vh))` }}
    >
      <DataTable
        label={t('forecast.rows')}
        columns={columns}
        rows={p.rows}
        total={p.total}
        rowHeight={rowHeight}
        idOf={(row) => String(row.index)}
        nameOf={(row) => row.cardName}
        onOpen={p.onOpen}
        onMore={p.onMore}
        current={p.current ? String(p.current.index) : ''}
      />
    </div>
  )
}
