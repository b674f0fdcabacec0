import { useEffect } from 'react'
import { onEvent } from '@/lib/api/events'

/** The database is another one now: nothing that this page knows holds any more. */
export function useStartAnew(): void {
  useEffect(
    () =>
      onEvent((event) => {
        if (event.noun === 'restored') window.location.reload()
      }),
    [],
  )
}
