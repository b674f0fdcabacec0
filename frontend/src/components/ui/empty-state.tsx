import { Stack, Text, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

interface EmptyStateProps {
  icon: Icon
  title: string
  /** One sentence on what belongs here. */
  children?: ReactNode
  /** One button to make it, and at most a link beside it. */
  actions?: ReactNode
  /** Inside a panel instead of a whole page. */
  small?: boolean
}

/** What a list shows while there is nothing in it: what belongs here and how to make it. */
export function EmptyState({ icon: Picture, title, children, actions, small }: EmptyStateProps) {
  return (
    <Stack className={classes.root} data-small={small || undefined} align="center" gap="xs">
      <span className={classes.picture} aria-hidden>
        <Picture size={small ? 20 : 28} stroke={1.5} />
      </span>
      <Title order={2} className={classes.title}>
        {title}
      </Title>
      {children && (
        <Text className={classes.words} component="div">
          {children}
        </Text>
      )}
      {actions && <div className={classes.actions}>{actions}</div>}
    </Stack>
  )
}
