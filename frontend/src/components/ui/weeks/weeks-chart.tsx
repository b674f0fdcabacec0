import { useFormat } from '@/lib/format/use-format'
import { ceiling, type Part } from './bars'
import classes from './weeks.module.css'

const height = 120

/** A week of a chart: its Monday, how much it is, and what it is made of. */
export interface Week {
  monday: string
  count: number
  parts: readonly Part<string>[]
}

/** Weeks as columns, side by side in time. The colour of a part is `--bar` of its `data-part`. */
export function WeeksChart({ weeks, label }: { weeks: readonly Week[]; label: string }) {
  const { number, date } = useFormat()
  const end = ceiling(Math.max(0, ...weeks.map((week) => week.count)))
  return (
    <div>
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
          aria-label={label}
        >
          {weeks.map((week, i) => (
            <g key={week.monday}>
              <title>{`${date(week.monday)}: ${number(week.count)}`}</title>
              {week.parts.map(({ part, from, count }) => (
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
        <span>{date(weeks[0]?.monday ?? '')}</span>
        {weeks.length > 1 && <span>{date(weeks.at(-1)?.monday ?? '')}</span>}
      </div>
    </div>
  )
}
