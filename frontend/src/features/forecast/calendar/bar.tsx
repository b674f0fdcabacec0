import type { crm } from '@wails/go/models'
import { lengthOf } from '../state/calendar'
import { allOf, barOf } from '../state/kinds'
import classes from './calendar.module.css'

interface BarProps {
  day: crm.ForecastDay
  most: number
}

/** What happens on a day, by kind, as long as much happens. The words beside it say the same. */
export function Bar({ day, most }: BarProps) {
  return (
    <span className={classes.track} aria-hidden>
      <span className={classes.bar} style={{ width: `${100 * lengthOf(allOf(day), most)}%` }}>
        {barOf(day).map(({ look, count }) => (
          <span key={look} data-look={look} style={{ flexGrow: count }} />
        ))}
      </span>
    </span>
  )
}
