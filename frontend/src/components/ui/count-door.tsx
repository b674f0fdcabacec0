import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFormat } from '@/lib/format/use-format'

interface CountDoorProps {
  count: number
  /** Where the cards or messages behind the number are. */
  to?: string
  search?: Record<string, unknown>
  /** Opens them in place instead. */
  onOpen?: () => void
  /** What is counted, with the number in it, for the reader of a bare number: "37 cards". */
  label: string
  /** Shows the label instead of the bare number. */
  inWords?: boolean
}

/** A number that opens what it counts. Zero opens nothing. */
export function CountDoor({ count, to, search, onOpen, label, inWords }: CountDoorProps) {
  const { number } = useFormat()
  const text = inWords ? label : number(count)
  if (count === 0 || (!to && !onOpen)) {
    return (
      <span className="num" title={inWords ? undefined : label}>
        {text}
      </span>
    )
  }
  const shared = { className: 'num', title: inWords ? undefined : label, 'aria-label': label }
  if (!to) {
    return (
      <Anchor component="button" type="button" onClick={onOpen} {...shared}>
        {text}
      </Anchor>
    )
  }
  return (
    <Anchor component={Link} to={to} search={search as never} {...shared}>
      {text}
    </Anchor>
  )
}
