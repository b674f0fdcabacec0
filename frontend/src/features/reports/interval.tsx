import type { api } from '@wails/go/models'
import classes from './report.module.css'

interface IntervalProps {
  rate: api.ReportRate
  /** The share at the right end of the line. */
  end: number
}

/** A share as a point on a line, with the interval in which the true one lies. The words beside it say the same. */
export function Interval({ rate, end }: IntervalProps) {
  const at = (share: number) => 1 + (Math.min(share, end) / end) * 98
  return (
    <svg
      className={classes.interval}
      viewBox="0 0 100 12"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line x1={1} x2={99} y1={6} y2={6} className={classes.axis} />
      {rate.of > 0 && (
        <>
          <rect x={at(rate.low)} width={at(rate.high) - at(rate.low)} y={3} height={6} />
          <rect x={at(rate.rate) - 0.4} width={0.8} y={0} height={12} className={classes.point} />
        </>
      )}
    </svg>
  )
}
