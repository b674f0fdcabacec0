import { Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { Say } from '@/components/ui/say'
import { useKeyPlace } from './api'
import classes from './settings.module.css'

/** Where the key to the stored passwords lies. */
export function KeyPlace() {
  const place = useKeyPlace()
  if (!place.data) return null
  return (
    <Text size="sm" c="dimmed" className={classes.fact}>
      <IconKey
        size={16}
        aria-hidden
        style={{ flexShrink: 0, alignSelf: 'flex-start', marginTop: 2 }}
      />
      <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Say of={place.data.say} />
      </span>
    </Text>
  )
}
