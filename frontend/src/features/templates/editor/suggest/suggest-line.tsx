import type { SuggestItem } from './items'
import classes from './suggest.module.css'

interface SuggestLineProps {
  item: SuggestItem
  id: string
  chosen: boolean
  /** The first of its group. */
  first: boolean
  onPick: () => void
  onOver: () => void
}

/** One line of the list; the text keeps the focus when it is clicked. */
export function SuggestLine({ item, id, chosen, first, onPick, onOver }: SuggestLineProps) {
  return (
    <>
      {first && (
        <div className={classes.group} aria-hidden>
          {item.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the text has the focus and its keys choose */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={chosen}
        className={classes.line}
        onMouseDown={(e) => e.preventDefault()}
        onMouseMove={onOver}
        onClick={onPick}
      >
        <item.icon size={16} stroke={1.75} aria-hidden />
        <span className="clip">{item.label}</span>
        {item.note && <span className={classes.note}>{item.note}</span>}
      </div>
    </>
  )
}
