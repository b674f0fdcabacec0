import type { api } from '@wails/go/models'
import { useFormat } from '@/lib/format/use-format'
import { Counts } from './counts'
import classes from './today.module.css'

interface HourLineProps {
  hour: api.TodayHour
  /** The most steps of one kind in any hour: the longest bar. */
  most: number
  onOpen: (part: { kind: api.TodayKind['kind']; coming: boolean }) => void
}

/** One hour: a line for each kind of step, as long as it has steps. */
export function HourLine({ hour, most, onOpen }: HourLineProps) {
  const format = useFormat()
  return (
    <li className={classes.hour} data-past={hour.past || undefined}>
      <time className={classes.time} dateTime={new Date(hour.from).toISOString()}>
        {format.time(hour.from)}
      </time>
      <div className={classes.lines}>
        {hour.kinds.map((k) => (
          <div key={k.kind} className={classes.line}>
            <Counts kind={k} onOpen={(coming) => onOpen({ kind: k.kind, coming })} />
            <span className={classes.bar} aria-hidden>
              <span data-tone="green" style={{ width: `${(k.done / most) * 100}%` }} />
              <span data-tone="blue" style={{ width: `${(k.coming / most) * 100}%` }} />
            </span>
          </div>
        ))}
      </div>
    </li>
  )
}
