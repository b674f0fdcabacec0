import { type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './card-list.module.css'
import type { ListColumn } from './columns'

/** The least and greatest width of a column, in pixels. */
const least = 64
const most = 1200
const step = 16

const within = (width: number) => Math.min(most, Math.max(least, Math.round(width)))

/** The edge of a column: drag it, or press the arrow keys on it, to make the column wider. */
export function WidthGrip({
  column,
  onWidth,
}: {
  column: ListColumn
  onWidth: (w: number) => void
}) {
  const { t } = useTranslation()
  const from = useRef<{ x: number; width: number }>(undefined)
  const begin = (e: PointerEvent<HTMLElement>) => {
    e.preventDefault()
    const cell = e.currentTarget.parentElement
    from.current = { x: e.clientX, width: cell?.offsetWidth ?? column.width }
    e.currentTarget.setPointerCapture(e.pointerId)
  }
  const move = (e: PointerEvent) => {
    if (from.current) onWidth(within(from.current.width + e.clientX - from.current.x))
  }
  const end = () => {
    from.current = undefined
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that is moved, not a rule between texts
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('cards.width_of', { column: column.title })}
      aria-valuenow={column.width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={classes.grip}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={(e) => {
        const by = { ArrowLeft: -step, ArrowRight: step }[e.key]
        if (by === undefined) return
        e.preventDefault()
        onWidth(within(column.width + by))
      }}
    />
  )
}
