import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './contacts.module.css'

interface SectionProps {
  title: string
  count?: number
  action?: ReactNode
  children: ReactNode
}

/** A part of a client's page under a quiet title. */
export function Section({ title, count, action, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <Title order={2} className={classes.heading}>
          {title}
          {count ? <span className={classes.count}>{count}</span> : null}
        </Title>
        {action}
      </div>
      {children}
    </section>
  )
}
