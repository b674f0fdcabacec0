import type { ReactNode } from 'react'
import classes from './imports.module.css'

/** A list of rows that scrolls by itself, never sideways. */
export function RowsBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      className={classes.list}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </section>
  )
}
