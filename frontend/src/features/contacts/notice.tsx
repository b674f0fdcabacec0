import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './contacts.module.css'

/** Something to know before one goes on. */
export function Notice({ icon: Picture, children }: { icon: Icon; children: ReactNode }) {
  return (
    <div className={classes.notice} role="note">
      <Picture size={16} aria-hidden className={classes.noticeIcon} />
      <span>{children}</span>
    </div>
  )
}
