import { Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useFormat } from '@/lib/format/use-format'
import type { Cell } from '../state/calendar'
import { allOf } from '../state/kinds'
import { Bar } from './bar'
import classes from './calendar.module.css'
import { useDayWords } from './use-day-words'

export interface DayCellProps {
  cell: Cell
  /** What the fullest day has. */
  most: number
  chosen: boolean
  today: boolean
  focusable: boolean
  onChoose: (day: string) => void
  onFocus: (day: string) => void
}

/** A day: its number, how much happens, and a bar by kind. */
export function DayCell({ cell, most, chosen, today, focusable, onChoose, onFocus }: DayCellProps) {
  const format = useFormat()
  const wordsOf = useDayWords()
  const { counts } = cell
  const words = wordsOf(cell.day, counts, cell.holiday)
  const shared = {
    className: classes.day,
    'data-weekend': cell.weekend || undefined,
    'data-holiday': cell.holiday ? true : undefined,
    'data-today': today || undefined,
  }
  if (cell.outside) return <span />
  return (
    <Tooltip label={words} multiline maw={280} disabled={!counts && !cell.holiday}>
      <UnstyledButton
        {...shared}
        data-day={cell.day}
        aria-pressed={chosen}
        aria-current={today ? 'date' : undefined}
        aria-disabled={!counts || undefined}
        tabIndex={focusable ? 0 : -1}
        onFocus={() => onFocus(cell.day)}
        onClick={() => counts && onChoose(cell.day)}
      >
        <VisuallyHidden>{words}</VisuallyHidden>
        <span className={classes.number} aria-hidden>
          {cell.number}
        </span>
        {counts && (
          <>
            <span className={classes.count} aria-hidden>
              {short(allOf(counts), format.language)}
            </span>
            <Bar day={counts} most={most} />
          </>
        )}
      </UnstyledButton>
    </Tooltip>
  )
}

function short(n: number, language: string): string {
  const notation = n < 10_000 ? 'standard' : 'compact'
  return new Intl.NumberFormat(language, { notation, maximumFractionDigits: 1 }).format(n)
}
