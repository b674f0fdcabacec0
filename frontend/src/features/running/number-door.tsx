import { UnstyledButton } from '@mantine/core'
import { useFormat } from '@/lib/format/use-format'
import classes from './running.module.css'
import { type Door, isOpen, type View } from './view'

interface NumberDoorProps {
  count: number
  /** What is counted, with the number in it. */
  label: string
  door: Door
  view: View
  onOpen: (door: Door) => void
  tone?: 'amber' | 'red' | 'violet' | 'green' | 'grey' | 'blue'
}

/** A number of the funnel; it opens the list of the cards behind it, and says which one is open. */
export function NumberDoor({ count, label, door, view, onOpen, tone }: NumberDoorProps) {
  const { number } = useFormat()
  if (count === 0) {
    return (
      <span className={classes.zero} title={label}>
        0
      </span>
    )
  }
  return (
    <UnstyledButton
      className={classes.door}
      data-tone={tone}
      aria-label={label}
      title={label}
      aria-pressed={isOpen(view, door)}
      onClick={() => onOpen(door)}
    >
      {number(count)}
    </UnstyledButton>
  )
}
