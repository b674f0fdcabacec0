import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useFormat } from '@/lib/format/use-format'
import classes from './view-tabs.module.css'

/** One view of a list. */
export interface ViewTab {
  value: string
  label: string
  count?: number
  /** Needs a person: its count stands out. */
  urgent?: boolean
}

interface ViewTabsProps {
  /** What is chosen here, for screen readers. */
  label: string
  tabs: ViewTab[]
  value: string
  onChange: (value: string) => void
}

/** The views of a list with their counts, one of them chosen. */
export function ViewTabs({ label, tabs, value, onChange }: ViewTabsProps) {
  const { number } = useFormat()
  return (
    <fieldset className={classes.tabs}>
      <VisuallyHidden component="legend">{label}</VisuallyHidden>
      {tabs.map((tab) => (
        <UnstyledButton
          key={tab.value}
          className={classes.tab}
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span
              className={classes.count}
              data-urgent={(tab.urgent && tab.count > 0) || undefined}
            >
              {number(tab.count)}
            </span>
          )}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}
