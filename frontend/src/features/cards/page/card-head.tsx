import type { api } from '@wails/go/models'
import { StatusBar } from '../status-bar'
import classes from './head.module.css'
import { NextTask } from './next-task'
import { OwnerPicker } from './owner-picker'
import { RequiredDialog } from './required-dialog'
import { TagPicker } from './tag-picker'
import { useMove } from './use-move'

/** Who owns the card, its tags, what is to do next. */
export function CardFacts({ view }: { view: api.CardView }) {
  return (
    <div className={classes.facts}>
      <OwnerPicker view={view} />
      <TagPicker view={view} />
      <NextTask view={view} />
    </div>
  )
}

/** The statuses as a bar of steps; a click moves the card. */
export function CardStatus({ view }: { view: api.CardView }) {
  const { move, busy, asking, cancel } = useMove(view)
  return (
    <>
      <StatusBar
        value={view.card.status}
        since={view.card.statusSince}
        busy={busy}
        onChange={(status) => void move(status)}
      />
      {asking && (
        <RequiredDialog
          key={asking.status.id}
          asking={asking}
          busy={busy}
          onMove={(values) => void move(asking.status.id, values)}
          onClose={cancel}
        />
      )}
    </>
  )
}
