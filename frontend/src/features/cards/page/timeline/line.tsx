import type { ReactNode } from 'react'
import classes from './timeline.module.css'

interface LineProps {
  picture: ReactNode
  children: ReactNode
  coming?: boolean
  /** Follows only if all before it goes as planned. */
  expected?: boolean
  kind?: string
}

/** A line of the timeline: its mark, and what it says. */
export function Line({ picture, children, coming, expected, kind }: LineProps) {
  return (
    <li
      className={classes.line}
      data-coming={coming || undefined}
      data-expected={expected || undefined}
      data-kind={kind}
    >
      <span className={classes.dot} aria-hidden>
        {picture}
      </span>
      <div className={classes.body}>{children}</div>
    </li>
  )
}
