import { Tooltip } from '@mantine/core'
import { useFormat } from '@/lib/format/use-format'

interface WhenProps {
  /** Milliseconds UTC; 0 shows a dash. */
  at: number
  /** "in 12 min" instead of "Thu 26 Nov, 09:00"; the whole moment is in the tooltip. */
  relative?: boolean
  /** Only the day. */
  day?: boolean
}

/** A moment on the workspace's clock, in the reader's language. */
export function When({ at, relative, day }: WhenProps) {
  const format = useFormat()
  if (!at) return <span aria-hidden>–</span>
  const text = relative ? format.relative(at) : day ? format.day(at) : format.moment(at)
  return (
    <Tooltip label={format.fully(at)}>
      <time dateTime={new Date(at).toISOString()}>{text}</time>
    </Tooltip>
  )
}
