import { Tooltip } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ComponentPropsWithRef } from 'react'
import classes from './toolbar.module.css'

interface ToolProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  icon: Icon
  label: string
  /** The keys that do the same, for the tooltip. */
  keys?: string
  /** Whether it is on; missing for what is not a switch. */
  on?: boolean
  /** Words beside the picture. */
  words?: string
  /** Opens a list of what the words name. */
  opens?: boolean
}

/** One tool: a picture whose words stand in its tooltip. */
export function Tool({ icon, label, keys, on, words, opens, className: _, ...button }: ToolProps) {
  const Picture = icon
  return (
    <Tooltip label={keys ? `${label} · ${keys}` : label}>
      <button
        type="button"
        data-tool
        aria-label={label}
        aria-pressed={on}
        // The text keeps its selection.
        onMouseDown={(e) => e.preventDefault()}
        {...button}
        className={`${classes.tool} ${opens ? classes.opens : ''}`}
      >
        <Picture size={17} stroke={1.75} aria-hidden />
        {words && <span className={classes.words}>{words}</span>}
      </button>
    </Tooltip>
  )
}

/** A line between groups of tools. */
export function Gap() {
  return <span className={classes.gap} aria-hidden />
}
