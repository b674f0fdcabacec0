import { Radio } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './activation.module.css'

interface ChoiceCardProps {
  value: string
  title: string
  /** A word or a door beside the title. */
  aside?: ReactNode
  children: ReactNode
}

/** One answer of a Radio.Group, with what it would do below. */
export function ChoiceCard({ value, title, aside, children }: ChoiceCardProps) {
  const id = useId()
  return (
    <div className={classes.card}>
      <Radio
        value={value}
        id={id}
        aria-describedby={`${id}-text`}
        classNames={{ root: classes.radio }}
      />
      <div className={classes.text}>
        <div className={classes.head}>
          <label htmlFor={id} className={classes.title}>
            {title}
          </label>
          {aside}
        </div>
        <div id={`${id}-text`}>{children}</div>
      </div>
    </div>
  )
}
