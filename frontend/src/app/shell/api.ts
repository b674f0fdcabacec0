import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { backend } from '@/lib/api/client'
import { setServerNow } from '@/lib/clock/clock'

/** The status line's facts; they also set the screen's clock. */
export function useStatus() {
  const status = useQuery({
    queryKey: ['status'],
    queryFn: () => backend.GetStatus(),
    meta: { nouns: ['message', 'enrolment', 'sequence', 'account', 'task', 'workspace', 'engine'] },
    refetchInterval: 30_000,
  })
  const now = status.data?.now
  useEffect(() => {
    if (now) setServerNow(now)
  }, [now])
  return status
}
