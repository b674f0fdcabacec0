import { IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import classes from './status-name.module.css'

/** A card's status: its colour, a shape for won and lost, its name. */
export function StatusName({ status }: { status: crm.Status | undefined }) {
  if (!status) return <span aria-hidden>–</span>
  return (
    <span className={classes.root} title={status.name}>
      <StatusMark status={status} />
      <span className="clip">{status.name}</span>
    </span>
  )
}

/** The mark of a status: a ring while open, a tick when won, a cross when lost. */
export function StatusMark({ status }: { status: Pick<crm.Status, 'color' | 'group'> }) {
  const color = `var(--mantine-color-${status.color || 'gray'}-6)`
  if (status.group === 'won') {
    return (
      <IconCircleCheckFilled size={15} aria-hidden className={classes.mark} style={{ color }} />
    )
  }
  if (status.group === 'lost') {
    return <IconCircleXFilled size={15} aria-hidden className={classes.mark} style={{ color }} />
  }
  return <span className={classes.ring} style={{ borderColor: color }} aria-hidden />
}
