import type { api } from '@wails/go/models'
import { useState } from 'react'
import { toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'

/** A finding of a check that was done. */
export interface MoreCards {
  /** The job. */
  id: string
  /** Its place among the findings. */
  finding: number
}

/** The cards of a finding: the first ones, and more when they are asked for. */
export function useMoreCards(first: api.CardName[], of: MoreCards) {
  const [read, setRead] = useState<api.CardName[]>()
  const [loading, setLoading] = useState(false)
  const load = async () => {
    setLoading(true)
    try {
      const page = await backend.PreflightCards({ ...of, after: read?.length ?? 0 })
      setRead([...(read ?? []), ...page.cards])
    } catch (error) {
      toastError(error)
    } finally {
      setLoading(false)
    }
  }
  return { cards: read ?? first, loading, load: () => void load() }
}
