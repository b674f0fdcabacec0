import { ActionIcon } from '@mantine/core'
import { IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StatusMark } from '@/components/ui/status-name'
import { useFormat } from '@/lib/format/use-format'
import classes from './board.module.css'

interface ColumnHeadProps {
  status: crm.Status
  total: api.BoardTotal | undefined
  currency: string | undefined
  summed: boolean
  folded: boolean
  /** Not given where there is only this column. */
  onFold: (() => void) | undefined
}

/** A status with how many cards it has and what they come to; it can be folded away. */
export function ColumnHead({ status, total, currency, summed, folded, onFold }: ColumnHeadProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const Fold = folded ? IconChevronsRight : IconChevronsLeft
  const sum = total && (currency ? format.money(total.sum, currency) : format.number(total.sum))
  return (
    <header className={classes.head} data-group={status.group}>
      <div className={classes.headLine}>
        <StatusMark status={status} />
        <h2 className={`${classes.status} clip`} title={status.name}>
          {status.name}
        </h2>
        <span className={classes.count}>{total ? format.number(total.count) : '…'}</span>
        {onFold && (
          <ActionIcon
            size="sm"
            aria-label={t(folded ? 'board.unfold' : 'board.fold', { status: status.name })}
            aria-expanded={!folded}
            onClick={onFold}
          >
            <Fold size={15} />
          </ActionIcon>
        )}
      </div>
      {summed && !folded && <div className={classes.sum}>{sum ?? '\u00a0'}</div>}
    </header>
  )
}
