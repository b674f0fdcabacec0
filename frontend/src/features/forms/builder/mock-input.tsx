import { IconCalendar, IconChevronDown } from '@tabler/icons-react'
import type { Target } from '../targets'
import classes from './sheet.module.css'

/** How the input of a field will look; it takes nothing. */
export function MockInput({ target }: { target: Target | undefined }) {
  switch (target?.type) {
    case 'longtext':
      return <span className={classes.input} data-tall aria-hidden />
    case 'choice':
      return (
        <span className={classes.input} aria-hidden>
          <span className="clip">{target.choices[0]}</span>
          <IconChevronDown size={15} className={classes.end} />
        </span>
      )
    case 'choices':
      return <Choices names={target.choices} />
    case 'yesno':
      return null
    case 'date':
    case 'datetime':
      return (
        <span className={classes.input} aria-hidden>
          <IconCalendar size={15} className={classes.end} />
        </span>
      )
    case 'money':
      return (
        <span className={classes.input} aria-hidden>
          <span className={classes.end}>{target.currency}</span>
        </span>
      )
    default:
      return <span className={classes.input} aria-hidden />
  }
}

const most = 4

function Choices({ names }: { names: string[] }) {
  return (
    <span className={classes.choices} aria-hidden>
      {names.slice(0, most).map((name) => (
        <span key={name} className={classes.choice}>
          <span className={classes.box} />
          <span className="clip">{name}</span>
        </span>
      ))}
      {names.length > most && <span className={classes.choice}>…</span>}
    </span>
  )
}
