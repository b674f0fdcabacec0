import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { backend, toApiError } from '@/lib/api/client'
import { followJob } from '@/lib/jobs/follow'

interface Probe {
  running: boolean
  ended: boolean
  ok: boolean
  steps: crm.ProbeStep[]
  error?: unknown
}

const before: Probe = { running: false, ended: false, ok: false, steps: [] }

/** A test of an account under way: its steps as they are done. */
export function useProbe() {
  const [probe, setProbe] = useState(before)
  const run = async (input: api.TestAccountIn) => {
    setProbe({ ...before, running: true })
    try {
      const { id } = await backend.StartAccountTest(input)
      const look = async (ended: boolean) => {
        const { steps, ok } = await backend.GetAccountTest({ id })
        setProbe((p) =>
          steps.length >= p.steps.length ? { running: !ended, ended, ok, steps } : p,
        )
      }
      await followJob(id, () => void look(false))
      await look(true)
    } catch (error) {
      setProbe({ ...before, error: toApiError(error) })
    }
  }
  return { ...probe, start: (input: api.TestAccountIn) => void run(input) }
}
