import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './report.module.css'

interface SectionProps {
  title: string
  /** One sentence on what is to be seen. */
  words?: ReactNode
  children: ReactNode
}

/** A part of the report with its name. */
export function Section({ title, words, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div>
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        {words && <p className={classes.words}>{words}</p>}
      </div>
      {children}
    </section>
  )
}
